package io.atelier.diffusion.conditioning;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.text.ClipKind;
import io.atelier.diffusion.text.ClipText;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.unet.CornerEmbedding;
import io.atelier.diffusion.unet.GroundingParts;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.inference.GeneratedFile;
import io.atelier.inference.TinyNetworks;
import io.atelier.inference.TinyRuns;
import io.atelier.node.harness.NodeFailure;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.conditioning.GLIGENTextBoxApply;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Things in places, on a UNet that is ten times narrower than Stable Diffusion's. */
class GligenTest {
  private static final double SIGMA = 5;
  private static final int TEXT = 24;
  private static final String LAST = ".transformer_blocks.0.norm1.weight";

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());
  private final FloatArray x = NormalNoise.of(1, 1, 4, 8, 8);
  private final FloatArray context = NormalNoise.of(2, 1, 7, 24);
  private final Gligen.Box cat = new Gligen.Box(NormalNoise.of(3, 1, TEXT), 4, 2, 1, 3);
  private final Gligen.Box dog = new Gligen.Box(NormalNoise.of(4, 1, TEXT), 2, 2, 0, 0);
  private Model model;

  @BeforeEach
  void openModel() throws IOException {
    model = TinyNetworks.model(store, key(computed(TinyNetworks.unetShapes()), "unet"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static GeneratedFile computed(Map<String, long[]> shapes) {
    GeneratedFile file = new GeneratedFile();
    shapes.forEach(file::computed);
    return file;
  }

  private WeightsKey key(GeneratedFile file, String name) throws IOException {
    return WeightsKey.of(WeightSource.below(file.write(folder.resolve(name + ".safetensors")), ""));
  }

  private static GeneratedFile layers(int text, float attentionGate, float productGate)
      throws IOException {
    GeneratedFile file =
        new GeneratedFile()
            .computed("position_net.null_positive_feature", text)
            .computed("position_net.null_position_feature", 64);
    int[] widths = {text + 64, 16, 16, text};
    for (int i = 0; i < 3; i++) {
      file.computed("position_net.linears." + 2 * i + ".weight", widths[i + 1], widths[i])
          .computed("position_net.linears." + 2 * i + ".bias", widths[i + 1]);
    }
    for (Map.Entry<String, long[]> entry : TinyNetworks.unetShapes().entrySet()) {
      if (entry.getKey().endsWith(LAST)) {
        String place = entry.getKey().replace("norm1.weight", "fuser.");
        fuser(file, place, entry.getValue()[0], text);
        file.given(place + "alpha_attn", new long[0], attentionGate)
            .given(place + "alpha_dense", new long[0], productGate);
      }
    }
    return file;
  }

  private static void fuser(GeneratedFile file, String place, long width, int text) {
    file.computed(place + "linear.weight", width, text)
        .computed(place + "linear.bias", width)
        .computed(place + "attn.to_q.weight", width, width)
        .computed(place + "attn.to_k.weight", width, width)
        .computed(place + "attn.to_v.weight", width, width)
        .computed(place + "attn.to_out.0.weight", width, width)
        .computed(place + "attn.to_out.0.bias", width)
        .computed(place + "ff.net.0.proj.weight", 8 * width, width)
        .computed(place + "ff.net.0.proj.bias", 8 * width)
        .computed(place + "ff.net.2.weight", width, 4 * width)
        .computed(place + "ff.net.2.bias", width);
    for (String norm : new String[] {"norm1", "norm2"}) {
      file.computed(place + norm + ".weight", width).computed(place + norm + ".bias", width);
    }
  }

  private Gligen net(GeneratedFile file, String name) throws IOException {
    return new Gligen(store, key(file, name), UNetKind.SD1.heads());
  }

  private FloatArray denoised(Model asked, Gligen net, Gligen.Box... boxes) {
    return asked.denoise(
        x,
        new double[] {SIGMA},
        new Model.Inputs(
            context, null, Hints.NONE, null, null, new Gligen.Boxes(net, List.of(boxes)), 1));
  }

  private FloatArray plain(Model asked) {
    return asked.denoise(x, new double[] {SIGMA}, Model.Inputs.of(context));
  }

  @Test
  void closedGatesChangeNothing() throws IOException {
    assertThat(denoised(model, net(layers(TEXT, 0, 0), "closed"), cat, dog).data())
        .isEqualTo(plain(model).data());
  }

  @Test
  void textPlaceAndNumberOfThingsMatterButNotTheirOrder() throws IOException {
    Gligen net = net(layers(TEXT, 2, 1), "net");
    FloatArray one = denoised(model, net, cat);
    assertNumbers(one).farFrom(plain(model), Tolerance.NETWORK);
    assertNumbers(one).farFrom(denoised(model, net), Tolerance.NETWORK);
    Gligen.Box moved = new Gligen.Box(cat.text(), 4, 2, 1, 4);
    assertNumbers(denoised(model, net, moved)).farFrom(one, Tolerance.NETWORK);
    Gligen.Box other = new Gligen.Box(dog.text(), 4, 2, 1, 3);
    assertNumbers(denoised(model, net, other)).farFrom(one, Tolerance.NETWORK);
    FloatArray both = denoised(model, net, cat, dog);
    assertNumbers(both).farFrom(one, Tolerance.NETWORK);
    assertNumbers(denoised(model, net, dog, cat)).near(both, Tolerance.NETWORK);
  }

  @Test
  void attentionThatGivesABiasIsABiasOfTheModelsOwn() throws IOException {
    String place = "input_blocks.4.1.transformer_blocks.0.";
    int width = 64;
    float[] offset = new float[width];
    offset[5] = 0.75f;
    GeneratedFile file =
        layers(TEXT, 0, 0)
            .given(place + "fuser.alpha_attn", new long[0], 0.5f)
            .zero(place + "fuser.attn.to_out.0.weight", width, width)
            .given(place + "fuser.attn.to_out.0.bias", new long[] {width}, offset);
    String name = place + "attn1.to_out.0.bias";
    float[] bias = TinyNetworks.values(name, new long[] {width});
    bias[5] += (float) (0.75 * Math.tanh(0.5));
    Model moved =
        TinyNetworks.model(
            store,
            key(
                computed(TinyNetworks.unetShapes()).given(name, new long[] {width}, bias),
                "moved"));
    FloatArray told = denoised(model, net(file, "bias"), cat);
    assertNumbers(told).near(plain(moved), Tolerance.NETWORK);
    assertNumbers(told).farFrom(plain(model), Tolerance.NETWORK);
  }

  @Test
  void productsAreGatedToo() throws IOException {
    assertNumbers(denoised(model, net(layers(TEXT, 0, 1), "net"), cat))
        .farFrom(plain(model), Tolerance.NETWORK);
  }

  @Test
  void cornersAreSinesThenCosinesOfEachFrequency() {
    float[] corners = CornerEmbedding.of(0.1f, 0.2f, 0.3f, 0.4f);
    assertThat(corners).hasSize(64);
    assertThat((double) corners[1]).isCloseTo(Math.sin(0.2), Tolerance.FLOATS.of(1));
    assertThat((double) corners[6]).isCloseTo(Math.cos(0.3), Tolerance.FLOATS.of(1));
    double second = Math.pow(100, 1 / 8.0);
    assertThat((double) corners[11]).isCloseTo(Math.sin(second * 0.4), Tolerance.FLOATS.of(1));
    double last = Math.pow(100, 7 / 8.0);
    assertThat((double) corners[60]).isCloseTo(Math.cos(last * 0.1), Tolerance.FLOATS.of(last));
  }

  private FloatArray sample(Conditioning positive, Conditioning negative) {
    return TinyRuns.oneStep(model, x, SIGMA, positive, negative);
  }

  @Test
  void thingsOfThePositiveAreToldWithTheNegativeUnlessItHasItsOwn() throws IOException {
    Gligen net = net(layers(TEXT, 2, 1), "net");
    Conditioning.Entry text = Conditioning.Entry.of(context, null);
    Conditioning plain = Conditioning.of(text);
    Conditioning cats = Conditioning.of(with(text, net, cat));
    Conditioning dogs = Conditioning.of(with(text, net, dog));
    FloatArray same = sample(cats, cats);
    assertNumbers(sample(cats, plain)).near(same, Tolerance.SAMPLING);
    assertNumbers(same).farFrom(sample(plain, plain), Tolerance.SAMPLING);
    assertNumbers(sample(cats, dogs))
        .near(FloatArray.combine(4, same, -3, sample(dogs, dogs)), Tolerance.SAMPLING);
  }

  private static Conditioning.Entry with(Conditioning.Entry text, Gligen net, Gligen.Box box) {
    return text.withExtras(text.extras().withBoxes(new Gligen.Boxes(net, List.of(box))));
  }

  @Test
  void moreThingsThanTheNetworkKnowsAreRefused() throws IOException {
    Gligen net = net(new GeneratedFile().zero("x", 1), "none");
    assertThat(new Gligen.Boxes(net, Collections.nCopies(30, cat)).boxes()).hasSize(30);
    assertThatThrownBy(() -> new Gligen.Boxes(net, Collections.nCopies(31, cat)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30 boxes at once, not 31");
  }

  private TextEncoder clip() throws IOException {
    int width = 64;
    String model = "text_model.";
    GeneratedFile file =
        new GeneratedFile()
            .computed(model + "embeddings.token_embedding.weight", 49408, width)
            .computed(model + "embeddings.position_embedding.weight", 77, width)
            .computed(model + "final_layer_norm.weight", width)
            .computed(model + "final_layer_norm.bias", width);
    return TextEncoder.of(
        store, Embeddings.NONE, ClipText.of(ClipKind.L, key(file, "clip").source()));
  }

  private Conditioning apply(Conditioning to, TextEncoder clip, Gligen net, int left) {
    Map<String, Object> inputs =
        Map.of(
            "conditioning_to",
            to,
            "clip",
            clip,
            "gligen_textbox_model",
            net,
            "text",
            "a cat",
            "width",
            64L,
            "height",
            128L,
            "x",
            (long) left,
            "y",
            24L);
    return NodeHarness.of(new GLIGENTextBoxApply())
        .with(inputs)
        .run()
        .output(0, Conditioning.class);
  }

  @Test
  void theNodeAddsOneBoxToEveryEntry() throws IOException {
    TextEncoder clip = clip();
    Gligen net = net(layers(64, 1, 1), "wide");
    Conditioning.Entry text = Conditioning.Entry.of(context, null);
    Conditioning twice = apply(apply(Conditioning.of(text, text), clip, net, 8), clip, net, 40);
    FloatArray pooled = Objects.requireNonNull(clip.encode("a cat").pooled());
    for (Conditioning.Entry entry : twice.entries()) {
      List<Gligen.Box> boxes = Objects.requireNonNull(entry.extras().boxes()).boxes();
      assertThat(boxes).extracting(Gligen.Box::x).containsExactly(1, 5);
      assertThat(boxes.get(1).y()).isEqualTo(3);
      assertThat(boxes.get(1).width()).isEqualTo(8);
      assertThat(boxes.get(1).height()).isEqualTo(16);
      assertThat(boxes.get(1).text().data()).isEqualTo(pooled.data());
    }
    Gligen narrow = net(layers(TEXT, 1, 1), "narrow");
    assertThatThrownBy(() -> apply(Conditioning.of(text), clip, narrow, 8))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("width 24");
  }

  /** As much of a file as tells what it is. */
  private static GeneratedFile file() {
    return new GeneratedFile()
        .zero("input_blocks.1.1.transformer_blocks.0.fuser.linear.weight", 320, 768)
        .zero("middle_block.1.transformer_blocks.0.fuser.alpha_attn")
        .zero("position_net.null_positive_feature", 768)
        .zero("position_net.null_position_feature", 64)
        .zero("input_blocks.1.1.transformer_blocks.0.attn1.to_q.weight", 1)
        .zero("other.position_net.null_position_feature", 1);
  }

  @Test
  void layersAreFoundAloneAndWithinAModel() throws IOException {
    ModelFile alone = file().write(folder.resolve("alone.safetensors"));
    ModelFile within =
        file()
            .renamed(name -> "model.diffusion_model." + name)
            .write(folder.resolve("within.safetensors"));
    assertThat(GroundingParts.of(alone).names().keySet())
        .containsExactlyInAnyOrder(
            "input_blocks.1.1.transformer_blocks.0.fuser.linear.weight",
            "middle_block.1.transformer_blocks.0.fuser.alpha_attn",
            "position_net.null_positive_feature",
            "position_net.null_position_feature");
    assertThat(GroundingParts.of(within).names().keySet())
        .isEqualTo(GroundingParts.of(alone).names().keySet());
    assertThat(Gligen.open(store, within).textWidth()).isEqualTo(768);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    List<GeneratedFile> files =
        List.of(
            new GeneratedFile().zero("x", 1),
            file().zero("position_net.null_positive_feature", 1024),
            file().zero("position_net.null_position_feature", 64, 1),
            file().zero("input_blocks.1.1.transformer_blocks.0.fuser.linear.weight", 320, 1024));
    for (int i = 0; i < files.size(); i++) {
      ModelFile file = files.get(i).write(folder.resolve("other" + i + ".safetensors"));
      assertThatThrownBy(() -> Gligen.open(store, file))
          .isInstanceOf(UnrecognisedModelException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
