package io.atelier.diffusion.vision;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.text.ClipNetwork;
import io.atelier.inference.GeneratedFile;
import io.atelier.inference.TinyNetworks;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The visual half of CLIP, some ten times narrower, and files that claim to hold it. */
class ClipVisionTest {
  private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};
  private static final int WIDTH = 32;
  private static final VisionShape TINY =
      new VisionShape(2, 2, 4, ClipNetwork.Activation.QUICK_GELU);

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());

  @AfterEach
  void close() {
    store.close();
  }

  /** A network that takes pictures of 4 × 4 pixels in squares of 2 × 2. */
  private static GeneratedFile network(int width, int layers, int grid) {
    String embeddings = "vision_model.embeddings.";
    GeneratedFile file =
        new GeneratedFile()
            .computed(embeddings + "patch_embedding.weight", width, 3, 2, 2)
            .computed(embeddings + "class_embedding", width)
            .computed(embeddings + "position_embedding.weight", (long) grid * grid + 1, width)
            .computed("visual_projection.weight", 5, width);
    for (String norm : new String[] {"pre_layrnorm", "post_layernorm"}) {
      norm(file, "vision_model." + norm, width);
    }
    for (int i = 0; i < layers; i++) {
      String layer = "vision_model.encoder.layers." + i + ".";
      norm(file, layer + "layer_norm1", width);
      norm(file, layer + "layer_norm2", width);
      for (String part : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
        linear(file, layer + "self_attn." + part, width, width);
      }
      linear(file, layer + "mlp.fc1", 8, width);
      linear(file, layer + "mlp.fc2", width, 8);
    }
    return file;
  }

  private static void norm(GeneratedFile file, String name, int width) {
    file.computed(name + ".weight", width).computed(name + ".bias", width);
  }

  private static void linear(GeneratedFile file, String name, int outputs, int inputs) {
    file.computed(name + ".weight", outputs, inputs).computed(name + ".bias", outputs);
  }

  private ClipVision tiny(GeneratedFile file, String name) throws IOException {
    return new ClipVision(
        store,
        WeightsKey.of(WeightSource.below(file.write(folder.resolve(name + ".safetensors")), "")),
        TINY);
  }

  /** Pictures of 4 × 4 pixels, of levels that 8 bits can hold. */
  private static FloatArray pictures(int count) {
    FloatArray pictures = NormalNoise.of(4, count, 3, 4, 4);
    for (int i = 0; i < pictures.data().length; i++) {
      pictures.data()[i] = Math.round(255 / (1 + Math.exp(-pictures.data()[i]))) / 255f;
    }
    return pictures;
  }

  private static double[] normalised(double[] x, String norm) {
    float[] weight = TinyNetworks.values(norm + ".weight", new long[] {x.length});
    float[] bias = TinyNetworks.values(norm + ".bias", new long[] {x.length});
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * weight[i] + bias[i];
    }
    return out;
  }

  /** The tokens of a picture before the first layer. */
  private static double[][] embedded(FloatArray picture) {
    String name = "vision_model.embeddings.";
    float[] kernel =
        TinyNetworks.values(name + "patch_embedding.weight", new long[] {WIDTH, 3, 2, 2});
    float[] whole = TinyNetworks.values(name + "class_embedding", new long[] {WIDTH});
    float[] places = TinyNetworks.values(name + "position_embedding.weight", new long[] {5, WIDTH});
    double[][] tokens = new double[5][WIDTH];
    for (int t = 0; t < 5; t++) {
      for (int w = 0; w < WIDTH; w++) {
        double sum = t == 0 ? whole[w] : 0;
        for (int k = 0; t > 0 && k < 12; k++) {
          int y = (t - 1) / 2 * 2 + k % 4 / 2;
          int x = (t - 1) % 2 * 2 + k % 2;
          int c = k / 4;
          double pixel = (picture.data()[(c * 4 + y) * 4 + x] - MEAN[c]) / DEVIATION[c];
          sum += kernel[w * 12 + k] * pixel;
        }
        tokens[t][w] = sum + places[t * WIDTH + w];
      }
      tokens[t] = normalised(tokens[t], "vision_model.pre_layrnorm");
    }
    return tokens;
  }

  @Test
  void layersThatAddNothingLeaveSquaresAndTheWhole() throws IOException {
    GeneratedFile file = network(WIDTH, 2, 2);
    for (int i = 0; i < 2; i++) {
      for (String part : new String[] {"self_attn.out_proj", "mlp.fc2"}) {
        String name = "vision_model.encoder.layers." + i + "." + part;
        file.zero(name + ".weight", WIDTH, part.startsWith("mlp") ? 8 : WIDTH)
            .zero(name + ".bias", WIDTH);
      }
    }
    FloatArray picture = pictures(1);
    ClipVisionNetwork.Features features = tiny(file, "idle").encode(picture, true);
    double[][] expected = embedded(picture);
    assertThat(features.last().shape()).containsExactly(1, 5, WIDTH);
    assertNumbers(features.last().data())
        .near(Stream.of(expected).flatMapToDouble(Arrays::stream).toArray(), Tolerance.NETWORK);
    // The last layer adds zeros.
    assertThat(features.penultimate().data()).isEqualTo(features.last().data());
    double[] whole = normalised(expected[0], "vision_model.post_layernorm");
    float[] projection = TinyNetworks.values("visual_projection.weight", new long[] {5, WIDTH});
    double[] embeds = new double[5];
    for (int o = 0; o < 5; o++) {
      for (int i = 0; i < WIDTH; i++) {
        embeds[o] += projection[o * WIDTH + i] * whole[i];
      }
    }
    assertNumbers(features.embeds().data()).near(embeds, Tolerance.NETWORK);
  }

  @Test
  void thePenultimateIsTheLastOfANetworkThatIsOneLayerShorter() throws IOException {
    FloatArray picture = pictures(1);
    ClipVisionNetwork.Features full = tiny(network(WIDTH, 3, 2), "full").encode(picture, true);
    ClipVisionNetwork.Features less = tiny(network(WIDTH, 2, 2), "less").encode(picture, true);
    // The same layers on the same picture.
    assertThat(full.penultimate().data()).isEqualTo(less.last().data());
    assertNumbers(full.last()).farFrom(full.penultimate(), Tolerance.NETWORK);
  }

  @Test
  void everySquareIsSeenByTheWhole() throws IOException {
    ClipVision vision = tiny(network(WIDTH, 1, 2), "net");
    FloatArray picture = pictures(1);
    FloatArray other = new FloatArray(picture.shape(), picture.data().clone());
    other.data()[15] = 1 - other.data()[15];
    assertNumbers(vision.encode(other, true).embeds())
        .farFrom(vision.encode(picture, true).embeds(), Tolerance.NETWORK);
  }

  @Test
  void picturesOfABatchAreSeenEachForItself() throws IOException {
    ClipVision vision = tiny(network(WIDTH, 2, 2), "net");
    FloatArray pictures = pictures(11);
    ClipVisionNetwork.Features all = vision.encode(pictures, true);
    assertThat(all.embeds().shape()).containsExactly(11, 5);
    ClipVisionNetwork.Features tenth = vision.encode(pictures.items(9, 10), true);
    assertNumbers(all.last().items(9, 10)).near(tenth.last(), Tolerance.NETWORK);
  }

  @Test
  void shrinkingKeepsAStraightSlopeStraight() {
    FloatArray slope = FloatArray.zeros(1, 3, 32, 32);
    for (int i = 0; i < slope.data().length; i++) {
      slope.data()[i] = (i % 32 + 0.5f) / 32;
    }
    FloatArray input = VisionInput.of(slope, 8, false);
    for (int x = 2; x < 6; x++) {
      double level = Math.rint((x + 0.5) / 8 * 255) / 255;
      assertThat((double) input.data()[3 * 8 + x])
          .isCloseTo((level - MEAN[0]) / DEVIATION[0], within(1.01 / 255 / DEVIATION[0]));
    }
  }

  @Test
  void shrinkingSmooths() {
    FloatArray stripes = FloatArray.zeros(1, 3, 64, 64);
    for (int i = 0; i < stripes.data().length; i++) {
      stripes.data()[i] = i % 2;
    }
    FloatArray input = VisionInput.of(stripes, 8, false);
    for (int x = 2; x < 6; x++) {
      assertThat(input.data()[3 * 8 + x] * DEVIATION[0] + MEAN[0]).isCloseTo(0.5, within(0.01));
    }
  }

  @Test
  void onlyTheMiddleSquareIsSeenWhenCropping() {
    FloatArray wide = FloatArray.zeros(1, 3, 8, 24);
    for (int i = 0; i < wide.data().length; i++) {
      wide.data()[i] = i % 24 >= 8 && i % 24 < 16 ? 1 : 0;
    }
    FloatArray cropped = VisionInput.of(wide, 8, true);
    FloatArray stretched = VisionInput.of(wide, 8, false);
    assertThat(cropped.shape()).containsExactly(1, 3, 8, 8);
    double white = (1 - MEAN[0]) / DEVIATION[0];
    for (int i = 0; i < 64; i++) {
      assertThat((double) cropped.data()[i]).isCloseTo(white, Tolerance.FLOATS.of(white));
    }
    double black = -MEAN[0] / DEVIATION[0];
    assertThat((double) stretched.data()[0]).isCloseTo(black, Tolerance.FLOATS.of(black));
  }

  @Test
  void noPictureIsSaidSo() {
    assertThatThrownBy(() -> VisionInput.of(FloatArray.zeros(1, 3, 0, 8), 8, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no picture");
  }

  /** The same network with the names of OpenCLIP. */
  private static GeneratedFile openClip(int width) {
    GeneratedFile file =
        network(width, 1, 1)
            .renamed(
                name -> {
                  String renamed =
                      name.replace("vision_model.embeddings.patch_embedding", "visual.conv1")
                          .replace("vision_model.embeddings.class_", "visual.class_")
                          .replace(
                              "vision_model.embeddings.position_embedding.weight",
                              "visual.positional_embedding")
                          .replace("vision_model.pre_layrnorm", "visual.ln_pre")
                          .replace("vision_model.post_layernorm", "visual.ln_post")
                          .replace("vision_model.encoder.layers", "visual.transformer.resblocks")
                          .replace("layer_norm", "ln_")
                          .replace("mlp.fc1", "mlp.c_fc")
                          .replace("mlp.fc2", "mlp.c_proj")
                          .replace("self_attn.out_proj", "attn.out_proj");
                  return renamed.startsWith("visual.") && !renamed.contains("self_attn")
                      ? renamed
                      : null;
                });
    String attention = "vision_model.encoder.layers.0.self_attn.";
    List<float[]> weights = new ArrayList<>();
    List<float[]> biases = new ArrayList<>();
    for (String part : new String[] {"q_proj", "k_proj", "v_proj"}) {
      weights.add(TinyNetworks.values(attention + part + ".weight", new long[] {width, width}));
      biases.add(TinyNetworks.values(attention + part + ".bias", new long[] {width}));
    }
    float[] projection = TinyNetworks.values("visual_projection.weight", new long[] {5, width});
    float[] transposed = new float[projection.length];
    for (int i = 0; i < projection.length; i++) {
      transposed[i % width * 5 + i / width] = projection[i];
    }
    String stored = "visual.transformer.resblocks.0.attn.in_proj_";
    return file.given(stored + "weight", new long[] {3L * width, width}, joined(weights))
        .given(stored + "bias", new long[] {3L * width}, joined(biases))
        .given("visual.proj", new long[] {width, 5}, transposed)
        .zero("transformer.resblocks.0.mlp.c_fc.weight", 1, 1);
  }

  private static float[] joined(List<float[]> parts) {
    int length = parts.get(0).length;
    float[] all = new float[length * parts.size()];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i), 0, all, i * length, length);
    }
    return all;
  }

  @Test
  void bothSpellingsOfFilesAreTheSameNetwork() throws IOException {
    ModelFile plain = network(1024, 1, 1).write(folder.resolve("plain.safetensors"));
    ModelFile open = openClip(1024).write(folder.resolve("open.safetensors"));
    FloatArray picture = NormalNoise.of(3, 1, 3, 9, 7);
    ClipVision vision = ClipVision.open(store, plain);
    assertThat(vision.shape())
        .isEqualTo(new VisionShape(16, 2, 2, ClipNetwork.Activation.QUICK_GELU));
    assertNumbers(ClipVision.open(store, open).encode(picture, false).embeds())
        .near(vision.encode(picture, false).embeds(), Tolerance.NETWORK);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    String patches = "vision_model.embeddings.patch_embedding.weight";
    String places = "vision_model.embeddings.position_embedding.weight";
    List<GeneratedFile> files =
        List.of(
            new GeneratedFile().zero("x", 1),
            network(WIDTH, 1, 2),
            network(1024, 0, 1),
            network(1024, 1, 1).zero(places, 4, 1024),
            network(1024, 1, 1).zero(places, 2),
            network(1024, 1, 1).zero(patches, 1024),
            network(1024, 1, 1).zero(patches, 1024, 3, 2, 1),
            network(1024, 1, 1)
                .renamed(name -> name.equals("visual_projection.weight") ? null : name));
    for (int i = 0; i < files.size(); i++) {
      ModelFile file = files.get(i).write(folder.resolve("other" + i + ".safetensors"));
      assertThatThrownBy(() -> ClipVision.open(store, file))
          .isInstanceOf(UnrecognisedModelException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
