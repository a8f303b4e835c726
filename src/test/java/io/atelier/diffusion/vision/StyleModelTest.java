package io.atelier.diffusion.vision;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.inference.GeneratedFile;
import io.atelier.inference.TinyNetworks;
import io.atelier.node.harness.NodeFailure;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.conditioning.StyleModelApply;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Style adapters with features of width 16 and 2 learned tokens. */
class StyleModelTest {
  private static final int WIDTH = 16;
  private static final int TEXT = 6;

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());
  private final FloatArray seen = NormalNoise.of(1, 1, 5, WIDTH);

  @AfterEach
  void close() {
    store.close();
  }

  private static GeneratedFile adapter() {
    float[] ones = new float[WIDTH];
    Arrays.fill(ones, 1);
    GeneratedFile file =
        new GeneratedFile()
            .computed("style_embedding", 1, 2, WIDTH)
            .computed("proj", WIDTH, TEXT)
            .computed("transformer_layes.0.attn.in_proj_weight", 3 * WIDTH, WIDTH)
            .computed("transformer_layes.0.attn.in_proj_bias", 3 * WIDTH)
            .computed("transformer_layes.0.attn.out_proj.weight", WIDTH, WIDTH)
            .computed("transformer_layes.0.attn.out_proj.bias", WIDTH)
            .computed("transformer_layes.0.mlp.c_fc.weight", 4 * WIDTH, WIDTH)
            .computed("transformer_layes.0.mlp.c_fc.bias", 4 * WIDTH)
            .computed("transformer_layes.0.mlp.c_proj.weight", WIDTH, 4 * WIDTH)
            .computed("transformer_layes.0.mlp.c_proj.bias", WIDTH);
    String layer = "transformer_layes.0.";
    for (String norm : new String[] {"ln_pre", "ln_post", layer + "ln_1", layer + "ln_2"}) {
      file.given(norm + ".weight", new long[] {WIDTH}, ones).zero(norm + ".bias", WIDTH);
    }
    return file;
  }

  private static GeneratedFile idle() {
    return adapter()
        .zero("transformer_layes.0.attn.out_proj.weight", WIDTH, WIDTH)
        .zero("transformer_layes.0.attn.out_proj.bias", WIDTH)
        .zero("transformer_layes.0.mlp.c_proj.weight", WIDTH, 4 * WIDTH)
        .zero("transformer_layes.0.mlp.c_proj.bias", WIDTH);
  }

  private StyleModel open(GeneratedFile file, String name) throws IOException {
    return StyleModel.open(store, file.write(folder.resolve(name + ".safetensors")));
  }

  @Test
  void withoutLayersTheLearnedTokensAreNormalisedAndProjected() throws IOException {
    FloatArray tokens = open(idle(), "idle").tokens(seen);
    assertThat(tokens.shape()).containsExactly(1, 2, TEXT);
    float[] learned = TinyNetworks.values("style_embedding", new long[] {1, 2, WIDTH});
    float[] projection = TinyNetworks.values("proj", new long[] {WIDTH, TEXT});
    double[] expected = new double[2 * TEXT];
    for (int t = 0; t < 2; t++) {
      double[] row = new double[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        row[i] = learned[t * WIDTH + i];
      }
      double[] value = normalised(normalised(row));
      for (int o = 0; o < TEXT; o++) {
        for (int i = 0; i < WIDTH; i++) {
          expected[t * TEXT + o] += value[i] * projection[i * TEXT + o];
        }
      }
    }
    assertNumbers(tokens.data()).near(expected, Tolerance.NETWORK);
  }

  private static double[] normalised(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(x).map(v -> (v - mean) / Math.sqrt(variance + 1e-5)).toArray();
  }

  @Test
  void picturesAreLookedAtEachForItself() throws IOException {
    StyleModel style = open(adapter(), "style");
    FloatArray other = NormalNoise.of(2, 1, 5, WIDTH);
    FloatArray both = style.tokens(FloatArray.stack(List.of(seen, other)));
    assertThat(both.shape()).containsExactly(1, 4, TEXT);
    FloatArray first = style.tokens(seen);
    FloatArray second = style.tokens(other);
    assertNumbers(first).farFrom(second, Tolerance.NETWORK);
    FloatArray expected =
        FloatArray.stack(List.of(first.reshape(2, TEXT), second.reshape(2, TEXT)))
            .reshape(1, 4, TEXT);
    assertNumbers(both).near(expected, Tolerance.NETWORK);
  }

  private Conditioning apply(StyleModel style, FloatArray text, double strength, String type) {
    ClipVisionNetwork.Features features =
        new ClipVisionNetwork.Features(seen, FloatArray.zeros(1, 5, WIDTH), FloatArray.zeros(1, 3));
    Map<String, Object> inputs =
        Map.of(
            "conditioning",
            Conditioning.of(Conditioning.Entry.of(text, null), Conditioning.Entry.of(text, null)),
            "style_model",
            style,
            "clip_vision_output",
            features,
            "strength",
            strength,
            "strength_type",
            type);
    return NodeHarness.of(new StyleModelApply()).with(inputs).run().output(0, Conditioning.class);
  }

  @Test
  void theTokensFollowThoseOfEveryTextWithTheirStrength() throws IOException {
    StyleModel style = open(adapter(), "style");
    FloatArray text = NormalNoise.of(5, 1, 3, TEXT);
    FloatArray tokens = style.tokens(seen);
    for (Conditioning.Entry entry : apply(style, text, 0.5, "multiply").entries()) {
      assertThat(entry.context().shape()).containsExactly(1, 5, TEXT);
      float[] data = entry.context().data();
      assertThat(Arrays.copyOf(data, 3 * TEXT)).isEqualTo(text.data());
      assertThat(Arrays.copyOfRange(data, 3 * TEXT, 5 * TEXT)).isEqualTo(tokens.scaled(0.5).data());
    }
    assertThat(apply(style, text, 1, "attn_bias").entries().get(0).context().data())
        .isEqualTo(apply(style, text, 1, "multiply").entries().get(0).context().data());
  }

  @Test
  void whatDoesNotGoTogetherIsSaidSo() throws IOException {
    StyleModel style = open(adapter(), "style");
    FloatArray text = FloatArray.zeros(1, 3, TEXT);
    assertThatThrownBy(() -> apply(style, text, 0.5, "attn_bias"))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("attn_bias");
    assertThatThrownBy(() -> apply(style, FloatArray.zeros(1, 3, 7), 1, "multiply"))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("cannot be joined");
    assertThatThrownBy(() -> style.tokens(FloatArray.zeros(1, 5, 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width 16")
        .hasMessageContaining("20");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    List<GeneratedFile> files =
        List.of(
            new GeneratedFile().zero("x", 1),
            adapter().zero("style_embedding", 2, WIDTH),
            adapter().zero("style_embedding", 1, 2, 4),
            adapter().zero("proj", WIDTH),
            adapter().renamed(name -> name.equals("proj") ? null : name));
    for (int i = 0; i < files.size(); i++) {
      ModelFile file = files.get(i).write(folder.resolve("other" + i + ".safetensors"));
      assertThatThrownBy(() -> StyleModel.open(store, file))
          .isInstanceOf(UnrecognisedModelException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
