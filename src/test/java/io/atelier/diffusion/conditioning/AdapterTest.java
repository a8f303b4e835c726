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
import io.atelier.diffusion.unet.AdapterParts;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.inference.GeneratedFile;
import io.atelier.inference.TinyNetworks;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T2I-Adapters on a UNet that is ten times narrower than Stable Diffusion's. */
class AdapterTest {
  private static final int CHANNELS = 32;
  private static final int[] LEVELS = {1, 2, 4, 4};
  private static final Conditioning.Range ALWAYS = new Conditioning.Range(0, 1);

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());
  private final FloatArray x = NormalNoise.of(1, 1, 4, 8, 8);
  private final FloatArray context = NormalNoise.of(2, 1, 7, 24);
  private final FloatArray hint = NormalNoise.of(3, 1, 3, 64, 64);
  private Model model;

  @BeforeEach
  void openModel() throws IOException {
    model = TinyNetworks.model(store, key(unet(), "unet"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static GeneratedFile unet() throws IOException {
    GeneratedFile file = new GeneratedFile();
    TinyNetworks.unetShapes().forEach(file::computed);
    return file;
  }

  private WeightsKey key(GeneratedFile file, String name) throws IOException {
    return WeightsKey.of(WeightSource.below(file.write(folder.resolve(name + ".safetensors")), ""));
  }

  private static GeneratedFile adapter(int channels, int colours) {
    GeneratedFile file = new GeneratedFile().conv("conv_in", channels, 64L * colours, 3);
    long before = channels;
    for (int level = 0; level < LEVELS.length; level++) {
      long width = (long) channels * LEVELS[level];
      for (int i = 0; i < 2; i++) {
        String block = "body." + (2 * level + i) + ".";
        if (before != width) {
          file.conv(block + "in_conv", width, before, 1);
          before = width;
        }
        file.conv(block + "block1", width, width, 3).conv(block + "block2", width, width, 1);
      }
    }
    return file;
  }

  /** One that adds zero at all levels. */
  private static GeneratedFile silent() {
    GeneratedFile file = adapter(CHANNELS, 3).zeroConv("conv_in", CHANNELS, 192, 3);
    long before = CHANNELS;
    for (int level = 0; level < LEVELS.length; level++) {
      long width = (long) CHANNELS * LEVELS[level];
      if (before != width) {
        file.zeroConv("body." + 2 * level + ".in_conv", width, before, 1);
        before = width;
      }
      for (int i = 0; i < 2; i++) {
        file.zeroConv("body." + (2 * level + i) + ".block2", width, width, 1);
      }
    }
    return file;
  }

  private ControlNet net(GeneratedFile file, String name) throws IOException {
    return new ControlNet(store, key(file, name), UNetKind.SD1.heads(), ControlNet.Kind.ADAPTER);
  }

  private FloatArray denoised(
      Model asked, FloatArray latent, Conditioning.@Nullable Control control) {
    return asked.denoise(
        latent,
        new double[] {5},
        new Model.Inputs(context, null, Hints.NONE, control, null, null, 1));
  }

  private Conditioning.Control control(ControlNet net, double strength) {
    return new Conditioning.Control(net, hint, strength, ALWAYS, null);
  }

  @Test
  void whatAddsZeroChangesNothing() throws IOException {
    assertThat(denoised(model, x, control(net(silent(), "silent"), 1)).data())
        .isEqualTo(denoised(model, x, null).data());
  }

  @Test
  void picturesAndStrengthMatter() throws IOException {
    ControlNet net = net(adapter(CHANNELS, 3), "adapter");
    FloatArray once = denoised(model, x, control(net, 1));
    assertNumbers(once).farFrom(denoised(model, x, null), Tolerance.NETWORK);
    Conditioning.Control other = new Conditioning.Control(net, hint.scaled(2), 1, ALWAYS, null);
    assertNumbers(denoised(model, x, other)).farFrom(once, Tolerance.NETWORK);
    Conditioning.Control twice =
        new Conditioning.Control(net, hint, 0.5, ALWAYS, control(net, 0.5));
    assertNumbers(denoised(model, x, twice)).near(once, Tolerance.NETWORK);
  }

  /** A bias of the last block at a level is one of the last transformer's output there. */
  @Test
  void aBiasAtALevelIsABiasOfTheModelsOwn() throws IOException {
    int width = 2 * CHANNELS;
    float[] offset = new float[width];
    offset[5] = 0.75f;
    GeneratedFile file =
        silent()
            .given("body.3.block2.bias", new long[] {width}, offset)
            .zeroConv("body.4.in_conv", 4 * CHANNELS, width, 1);
    String name = "input_blocks.5.1.proj_out.bias";
    float[] bias = TinyNetworks.values(name, new long[] {width});
    bias[5] += 0.75f;
    Model moved =
        TinyNetworks.model(store, key(unet().given(name, new long[] {width}, bias), "moved"));
    FloatArray told = denoised(model, x, control(net(file, "bias"), 1));
    assertNumbers(told).near(denoised(moved, x, null), Tolerance.NETWORK);
    assertNumbers(told).farFrom(denoised(model, x, null), Tolerance.NETWORK);
  }

  @Test
  void oddSidesAreRoundedUpAsInTheModel() throws IOException {
    FloatArray odd = NormalNoise.of(4, 1, 4, 9, 7);
    ControlNet net = net(adapter(CHANNELS, 3), "adapter");
    assertThat(denoised(model, odd, control(net, 1)).shape()).containsExactly(1, 4, 9, 7);
  }

  @Test
  void greyAdaptersSeeTheMeanOfTheColours() throws IOException {
    ControlNet net = net(adapter(CHANNELS, 1), "grey");
    FloatArray swapped = FloatArray.zeros(hint.shape());
    int plane = 64 * 64;
    for (int c = 0; c < 3; c++) {
      System.arraycopy(hint.data(), c * plane, swapped.data(), (c + 1) % 3 * plane, plane);
    }
    Conditioning.Control other = new Conditioning.Control(net, swapped, 1, ALWAYS, null);
    FloatArray once = denoised(model, x, control(net, 1));
    assertNumbers(denoised(model, x, other)).near(once, Tolerance.NETWORK);
    assertNumbers(once).farFrom(denoised(model, x, null), Tolerance.NETWORK);
  }

  /** As much of a file as tells what it is. */
  private static GeneratedFile file(long inputs) {
    GeneratedFile file = new GeneratedFile().zero("conv_in.weight", 320, inputs, 3, 3);
    for (int i = 0; i < 8; i++) {
      file.zero("body." + i + ".block1.weight", 320L * LEVELS[i / 2], 1, 1, 1);
    }
    return file;
  }

  @Test
  void adaptersAreFoundInEveryLayout() throws IOException {
    GeneratedFile plain = file(192).zero("body.2.in_conv.weight", 1);
    GeneratedFile wrapped = plain.renamed(name -> "adapter." + name);
    GeneratedFile diffusers =
        plain.renamed(
            name -> {
              String[] parts = name.split("\\.", 3);
              if (!parts[0].equals("body")) {
                return "adapter." + name;
              }
              int block = Integer.parseInt(parts[1]);
              return parts[2].startsWith("in_conv")
                  ? "adapter.body." + block / 2 + "." + parts[2]
                  : "adapter.body." + block / 2 + ".resnets." + block % 2 + "." + parts[2];
            });
    Map<String, GeneratedFile> files =
        Map.of("plain", plain, "wrapped", wrapped, "diffusers", diffusers);
    for (Map.Entry<String, GeneratedFile> entry : files.entrySet()) {
      ModelFile file = entry.getValue().write(folder.resolve(entry.getKey() + ".safetensors"));
      assertThat(AdapterParts.of(file).names().keySet())
          .containsExactlyInAnyOrderElementsOf(
              AdapterParts.of(plain.write(folder.resolve("p.safetensors"))).names().keySet());
      assertThat(ControlNets.open(store, file, null).kind()).isEqualTo(ControlNet.Kind.ADAPTER);
    }
  }

  @Test
  void otherAdaptersAreRefused() throws IOException {
    List<GeneratedFile> files =
        List.of(
            file(768),
            file(64).zero("conv_in.weight", 320),
            file(64).zero("body.8.block1.weight", 1280, 1, 1, 1),
            file(64).zero("body.7.block1.weight", 320, 1, 1, 1),
            file(64).renamed(name -> name.replace("body.0.", "body.0.body.0.")));
    for (int i = 0; i < files.size(); i++) {
      ModelFile file = files.get(i).write(folder.resolve("other" + i + ".safetensors"));
      assertThatThrownBy(() -> ControlNets.open(store, file, null))
          .isInstanceOf(UnrecognisedModelException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
