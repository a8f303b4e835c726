package io.atelier.diffusion.conditioning;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.inference.GeneratedFile;
import io.atelier.inference.TinyNetworks;
import io.atelier.inference.TinyRuns;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control nets on a UNet that is ten times narrower than Stable Diffusion's. */
class ControlNetTest {
  private static final int CHANNELS = 32;
  private static final double SIGMA = 5;
  private static final Conditioning.Range ALWAYS = new Conditioning.Range(0, 1);

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());
  private final FloatArray x = NormalNoise.of(1, 1, 4, 8, 8);
  private final FloatArray context = NormalNoise.of(2, 1, 7, 24);
  private final FloatArray hint = NormalNoise.of(3, 1, 3, 64, 64);
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

  /** A copy of the contracting path with outputs that are as in training's beginning: zero. */
  private static GeneratedFile untrained() throws IOException {
    GeneratedFile file = new GeneratedFile();
    TinyNetworks.unetShapes()
        .forEach(
            (name, shape) -> {
              if (name.startsWith("output_blocks.")) {
                return;
              }
              if (!name.startsWith("out.")) {
                file.computed(name, shape);
              }
            });
    long[] widths = {3, 16, 16, 32, 32, 96, 96, 256, CHANNELS};
    for (int i = 0; i < 8; i++) {
      file.conv("input_hint_block." + 2 * i, widths[i + 1], widths[i], 3);
    }
    int[] levels = {1, 1, 1, 1, 2, 2, 2, 4, 4, 4, 4, 4};
    for (int i = 0; i < levels.length; i++) {
      long width = (long) CHANNELS * levels[i];
      file.zeroConv("zero_convs." + i + ".0", width, width, 1);
    }
    return file.zeroConv("middle_block_out.0", 4 * CHANNELS, 4 * CHANNELS, 1);
  }

  /** One whose outputs are not zero. */
  private static GeneratedFile trained() throws IOException {
    GeneratedFile file = untrained();
    int[] levels = {1, 1, 1, 1, 2, 2, 2, 4, 4, 4, 4, 4};
    for (int i = 0; i < levels.length; i++) {
      long width = (long) CHANNELS * levels[i];
      file.conv("zero_convs." + i + ".0", width, width, 1);
    }
    return file.conv("middle_block_out.0", 4 * CHANNELS, 4 * CHANNELS, 1);
  }

  private ControlNet net(GeneratedFile file, String name) throws IOException {
    return new ControlNet(store, key(file, name), UNetKind.SD1.heads(), ControlNet.Kind.NET);
  }

  private FloatArray denoised(Conditioning.@Nullable Control control) {
    return model.denoise(
        x,
        new double[] {SIGMA},
        new Model.Inputs(context, null, Hints.NONE, control, null, null, 1));
  }

  private Conditioning.Control control(ControlNet net, double strength) {
    return new Conditioning.Control(net, hint, strength, ALWAYS, null);
  }

  /** Zeros are added, and nothing else is done in another way. */
  @Test
  void anUntrainedNetChangesNothing() throws IOException {
    assertThat(denoised(control(net(untrained(), "zero"), 1)).data())
        .isEqualTo(denoised(null).data());
  }

  @Test
  void aTrainedNetFollowsItsPictureAndStrength() throws IOException {
    ControlNet net = net(trained(), "net");
    FloatArray once = denoised(control(net, 1));
    assertNumbers(once).farFrom(denoised(null), Tolerance.NETWORK);
    Conditioning.Control other = new Conditioning.Control(net, hint.scaled(3), 1, ALWAYS, null);
    assertNumbers(denoised(other)).farFrom(once, Tolerance.NETWORK);
    Conditioning.Control twice =
        new Conditioning.Control(net, hint, 0.5, ALWAYS, control(net, 0.5));
    assertNumbers(denoised(twice)).near(once, Tolerance.NETWORK);
  }

  @Test
  void theMiddleIsMovedAsByABiasOfTheModelsOwn() throws IOException {
    int width = 4 * CHANNELS;
    float[] offset = new float[width];
    offset[5] = 0.75f;
    GeneratedFile net = untrained().given("middle_block_out.0.bias", new long[] {width}, offset);
    String name = "middle_block.2.out_layers.3.bias";
    float[] bias = TinyNetworks.values(name, new long[] {width});
    bias[5] += 0.75f;
    GeneratedFile moved = computed(TinyNetworks.unetShapes()).given(name, new long[] {width}, bias);
    FloatArray expected =
        TinyNetworks.model(store, key(moved, "moved"))
            .denoise(x, new double[] {SIGMA}, Model.Inputs.of(context));
    FloatArray controlled = denoised(control(net(net, "middle"), 1));
    assertNumbers(controlled).near(expected, Tolerance.NETWORK);
    assertNumbers(controlled).farFrom(denoised(null), Tolerance.NETWORK);
  }

  @Test
  void aModelForInpaintingWhoseFurtherChannelsHaveNoWeightIsLikeOneWithout() throws IOException {
    String name = "input_blocks.0.0.weight";
    float[] narrow = TinyNetworks.values(name, new long[] {CHANNELS, 4, 3, 3});
    float[] wide = new float[CHANNELS * 9 * 9];
    for (int o = 0; o < CHANNELS; o++) {
      System.arraycopy(narrow, o * 36, wide, o * 81, 36);
    }
    GeneratedFile file =
        computed(TinyNetworks.unetShapes()).given(name, new long[] {CHANNELS, 9, 3, 3}, wide);
    Model inpainting = TinyNetworks.model(store, key(file, "inpainting"));
    FloatArray denoised =
        inpainting.denoise(
            x,
            new double[] {SIGMA},
            new Model.Inputs(
                context, NormalNoise.of(7, 1, 5, 8, 8), Hints.NONE, null, null, null, 1));
    assertNumbers(denoised).near(denoised(null), Tolerance.NETWORK);
  }

  @Test
  void aNetCountsOnlyInItsRange() throws IOException {
    ControlNet net = net(trained(), "net");
    double from = model.levels().percentToSigma(0.2);
    double to = model.levels().percentToSigma(0.3);
    assertThat(from).isGreaterThan(SIGMA);
    assertThat(to).isLessThan(SIGMA);
    Conditioning.Control during =
        new Conditioning.Control(net, hint, 1, new Conditioning.Range(0.2, 0.3), null);
    Conditioning.Control before =
        new Conditioning.Control(net, hint, 1, new Conditioning.Range(0, 0.2), null);
    assertThat(denoised(during).data()).isEqualTo(denoised(control(net, 1)).data());
    assertThat(denoised(before).data()).isEqualTo(denoised(null).data());
  }

  @Test
  void hintsAreRepeatedOverTheBatchOfEachConditioning() throws IOException {
    ControlNet net = net(trained(), "net");
    FloatArray second = NormalNoise.of(9, 1, 3, 64, 64);
    Conditioning.Control both =
        new Conditioning.Control(net, FloatArray.stack(List.of(hint, second)), 1, ALWAYS, null);
    FloatArray batch = FloatArray.stack(List.of(x, x, x, x, x, x));
    double[] sigmas = new double[6];
    Arrays.fill(sigmas, SIGMA);
    FloatArray denoised =
        model.denoise(
            batch,
            sigmas,
            new Model.Inputs(context.repeatToBatch(6), null, Hints.NONE, both, null, null, 2));
    FloatArray first = denoised(control(net, 1));
    FloatArray other = denoised(new Conditioning.Control(net, second, 1, ALWAYS, null));
    for (int i : new int[] {0, 2, 3, 5}) {
      assertNumbers(denoised.items(i, i + 1)).near(first, Tolerance.NETWORK);
    }
    assertNumbers(denoised.items(1, 2)).near(other, Tolerance.NETWORK);
    assertNumbers(denoised.items(4, 5)).near(other, Tolerance.NETWORK);
  }

  @Test
  void averagedNetsAddTheSameEverywhere() throws IOException {
    ControlNet plain = net(trained(), "net");
    ControlNet averaged =
        new ControlNet(store, plain.weights(), UNetKind.SD1.heads(), ControlNet.Kind.AVERAGED);
    assertNumbers(denoised(control(averaged, 1)))
        .farFrom(denoised(control(plain, 1)), Tolerance.NETWORK);
  }

  private FloatArray sample(Conditioning positive, Conditioning negative) {
    return TinyRuns.oneStep(model, x, SIGMA, positive, negative);
  }

  @Test
  void sharedControlActsWithoutTheTextToo() throws IOException {
    Conditioning.Control control = control(net(trained(), "net"), 1);
    Conditioning.Entry text = Conditioning.Entry.of(context, null);
    Conditioning plain = Conditioning.of(text);
    Conditioning shared = Conditioning.of(text.withControl(control, true));
    Conditioning own = Conditioning.of(text.withControl(control, false));
    FloatArray same = sample(own, own);
    assertNumbers(sample(shared, plain)).near(same, Tolerance.SAMPLING);
    assertNumbers(sample(own, plain)).farFrom(same, Tolerance.SAMPLING);
    assertNumbers(sample(own, plain))
        .near(FloatArray.combine(4, same, -3, sample(plain, plain)), Tolerance.SAMPLING);
  }

  @Test
  void controlNetsMayBeToldAnotherText() throws IOException {
    Conditioning.Control control = control(net(trained(), "net"), 1);
    FloatArray told = NormalNoise.of(11, 1, 14, 24);
    Conditioning.Entry text = Conditioning.Entry.of(context, null).withControl(control, false);
    Conditioning own = Conditioning.of(text);
    Conditioning other = Conditioning.of(text.withExtras(text.extras().withControlContext(told)));
    FloatArray same = sample(own, own);
    FloatArray different = sample(other, other);
    assertNumbers(different).farFrom(same, Tolerance.SAMPLING);
    assertNumbers(sample(other, own))
        .near(FloatArray.combine(4, different, -3, same), Tolerance.SAMPLING);
    Conditioning repeated =
        Conditioning.of(text.withExtras(text.extras().withControlContext(context)));
    assertNumbers(sample(repeated, own)).near(same, Tolerance.SAMPLING);
  }

  @Test
  void theTextForControlNetsIsNotTheModels() throws IOException {
    FloatArray told = NormalNoise.of(11, 1, 7, 24);
    double[] sigmas = {SIGMA};
    Conditioning.Control silent = control(net(untrained(), "zero"), 1);
    assertThat(
            model
                .denoise(
                    x, sigmas, new Model.Inputs(context, null, Hints.NONE, silent, told, null, 1))
                .data())
        .isEqualTo(denoised(null).data());
    Conditioning.Control control = control(net(trained(), "net"), 1);
    assertNumbers(
            model.denoise(
                x, sigmas, new Model.Inputs(context, null, Hints.NONE, control, told, null, 1)))
        .farFrom(denoised(control), Tolerance.NETWORK);
  }
}
