package io.atelier.diffusion.autoencoder;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.tensor.SafetensorsWriter;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny autoencoders of one channel, whose convolutions pass a pixel on as it is. */
class TinyVaeTest {
  private static final double SCALE = 0.18215;

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());

  @AfterEach
  void close() {
    store.close();
  }

  /** A 3×3 convolution whose outputs are the first input. */
  private static void pass(SafetensorsWriter file, String name, int outputs, int inputs) {
    float[] kernel = new float[outputs * inputs * 9];
    for (int o = 0; o < outputs; o++) {
      kernel[o * inputs * 9 + 4] = 1;
    }
    file.add(name + ".weight", new long[] {outputs, inputs, 3, 3}, kernel);
  }

  private static void bias(SafetensorsWriter file, String name, float... values) {
    file.add(name + ".bias", new long[] {values.length}, values);
  }

  /** A block that adds nothing to its shortcut. */
  private static void emptyBlock(SafetensorsWriter file, String name) {
    for (String part : new String[] {".conv.0", ".conv.2", ".conv.4"}) {
      file.add(name + part + ".weight", new long[] {1, 1, 3, 3}, new float[9]);
      bias(file, name + part, 0);
    }
  }

  private ModelFile write(SafetensorsWriter file, String name) throws IOException {
    Path path = folder.resolve(name);
    file.write(path);
    return ModelFile.read(path);
  }

  private ModelFile encoder() throws IOException {
    SafetensorsWriter file = new SafetensorsWriter(Map.of());
    pass(file, "0", 1, 3);
    bias(file, "0", 0);
    emptyBlock(file, "1");
    for (String halving : new String[] {"2", "6", "10"}) {
      pass(file, halving, 1, 1);
    }
    pass(file, "14", 1, 1);
    bias(file, "14", 0);
    return write(file, "taesd_encoder.safetensors");
  }

  private ModelFile decoder() throws IOException {
    SafetensorsWriter file = new SafetensorsWriter(Map.of());
    pass(file, "1", 1, 1);
    bias(file, "1", 0);
    emptyBlock(file, "3");
    for (String doubling : new String[] {"7", "12", "17"}) {
      pass(file, doubling, 1, 1);
    }
    pass(file, "19", 3, 1);
    bias(file, "19", 0, 0.25f, 2);
    return write(file, "taesd_decoder.safetensors");
  }

  private Vae vae() throws IOException {
    return TinyVae.open(store, TinyVae.Kind.TAESD, encoder(), decoder());
  }

  @Test
  void decodingBendsAndScalesTheLatentAndEnlargesItEightfold() throws IOException {
    FloatArray picture = vae().decode(new FloatArray(new int[] {1, 1, 1, 2}, new float[] {2, -2}));
    assertThat(picture.shape()).containsExactly(1, 3, 8, 16);
    double bent = 3 * Math.tanh(2 * SCALE / 3);
    assertThat((double) picture.data()[0]).isCloseTo(bent, Tolerance.FLOATS.of(bent));
    assertThat(picture.data()[8]).isZero();
    assertThat((double) picture.data()[8 * 16]).isCloseTo(bent + 0.25, Tolerance.FLOATS.of(bent));
    assertThat(picture.data()[2 * 8 * 16]).isEqualTo(1);
  }

  @Test
  void encodingTakesEveryEighthPixelAndUndoesTheScale() throws IOException {
    FloatArray picture = FloatArray.zeros(1, 3, 16, 16);
    for (int i = 0; i < 256; i++) {
      picture.data()[i] = i / 256f;
    }
    FloatArray latent = vae().encode(picture);
    assertThat(latent.shape()).containsExactly(1, 1, 2, 2);
    double expected = (8 * 16 + 8) / 256.0 / SCALE;
    assertThat((double) latent.data()[3]).isCloseTo(expected, Tolerance.FLOATS.of(expected));
  }

  @Test
  void tilesGiveTheSamePicture() throws IOException {
    float[] values = new float[24 * 24];
    Arrays.fill(values, 1);
    FloatArray latent = new FloatArray(new int[] {1, 1, 24, 24}, values);
    FloatArray whole = vae().decode(latent);
    FloatArray tiled = vae().decodeTiled(latent, 16, 16, 4);
    assertNumbers(tiled).near(whole, Tolerance.NETWORK);
  }

  @Test
  void anotherFileIsNoHalf() throws IOException {
    SafetensorsWriter file =
        new SafetensorsWriter(Map.of()).add("x.weight", new long[] {1}, new float[1]);
    ModelFile other = write(file, "other.safetensors");
    assertThatThrownBy(() -> TinyVae.open(store, TinyVae.Kind.TAESD, other, decoder()))
        .isInstanceOf(UnrecognisedModelException.class)
        .hasMessageContaining("other.safetensors");
  }
}
