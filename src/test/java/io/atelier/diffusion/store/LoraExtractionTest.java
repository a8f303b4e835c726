package io.atelier.diffusion.store;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.family.LoraNames;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.store.MergePatch.Mix;
import io.atelier.tensor.SafetensorsWriter;
import io.atelier.tensor.Tensors;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A difference of low rank, saved and added to where it was taken from. */
class LoraExtractionTest {
  private static final String LAYER = "middle_block.1.proj_in";
  private static final int SIDE = 120;
  private static final int RANK = 3;

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(new DiffusionSettings(10_000_000, 64, 1));

  @AfterEach
  void closeStore() {
    store.close();
  }

  /** A network that is its weights. */
  private record Look(Weights weights) {
    FloatArray values(String name) {
      return Tensors.toJava(weights.get(name).value());
    }
  }

  private WeightsKey file(String name, long[] shape, float[] matrix, float bias)
      throws IOException {
    Path path = folder.resolve(name + ".safetensors");
    new SafetensorsWriter(Map.of())
        .add(LAYER + ".weight", shape, matrix)
        .add(LAYER + ".bias", new long[] {2}, new float[] {bias, 2 * bias})
        .write(path);
    return WeightsKey.of(WeightSource.below(ModelFile.read(path), ""));
  }

  /** A matrix to which a few products of vectors were added. */
  private static float[] tuned(float[] base, int columns) {
    Random random = new Random(4);
    float[] tuned = base.clone();
    for (int r = 0; r < RANK; r++) {
      float[] u = new float[SIDE];
      float[] v = new float[columns];
      for (int i = 0; i < SIDE; i++) {
        u[i] = random.nextFloat() - 0.5f;
      }
      for (int j = 0; j < columns; j++) {
        v[j] = random.nextFloat() - 0.5f;
      }
      for (int i = 0; i < tuned.length; i++) {
        tuned[i] += u[i / columns] * v[i % columns];
      }
    }
    return tuned;
  }

  /** The weights that were to be restored, and those that were found. */
  private record Restored(FloatArray wanted, FloatArray found) {}

  private Restored restored(long[] shape, LoraExtraction.Rules rules, String name)
      throws IOException {
    int columns = SIDE * (shape.length == 4 ? 9 : 1);
    float[] base = new float[SIDE * columns];
    for (int i = 0; i < base.length; i++) {
      base[i] = (i % 17) / 17f;
    }
    WeightsKey one = file("one", shape, base, 1);
    WeightsKey two = file("two", shape, tuned(base, columns), 3);
    WeightsKey difference = two.with(MergePatch.of(two, one, any -> new Mix(1, -1)));
    Path path = folder.resolve("lora.safetensors");
    LoraExtraction.write(
        path,
        List.of(new WeightsFile.Part(LoraNames.unetPrefix(), difference)),
        rules,
        (done, total) -> assertThat(done).isLessThanOrEqualTo(total));
    ModelFile lora = ModelFile.read(path);
    WeightsKey patched = one.with(LoraNames.patch(lora, LoraNames.ofUnet(one.source()), 1));
    FloatArray wanted = store.with(two, Look.class, Look::new, look -> look.values(name));
    FloatArray found = store.with(patched, Look.class, Look::new, look -> look.values(name));
    return new Restored(wanted, found);
  }

  private static void assertComesBack(Restored weights) {
    assertNumbers(weights.found()).near(weights.wanted(), Tolerance.HALVES);
  }

  @ParameterizedTest
  @ValueSource(ints = {RANK, 8, 100, 4096})
  void aMatrixComesBack(int rank) throws IOException {
    assertComesBack(
        restored(
            new long[] {SIDE, SIDE},
            new LoraExtraction.Rules(rank, false, true),
            LAYER + ".weight"));
  }

  @Test
  void aConvolutionComesBack() throws IOException {
    assertComesBack(
        restored(
            new long[] {SIDE, SIDE, 3, 3},
            new LoraExtraction.Rules(RANK, false, true),
            LAYER + ".weight"));
  }

  @Test
  void tooLowARankKeepsTheGreatestPart() throws IOException {
    LoraExtraction.Rules rules = new LoraExtraction.Rules(1, false, true);
    Restored weights = restored(new long[] {SIDE, SIDE}, rules, LAYER + ".weight");
    assertNumbers(weights.found()).farFrom(weights.wanted(), Tolerance.HALVES);
    for (float error : weights.found().minus(weights.wanted()).data()) {
      assertThat(error).isBetween(-0.5f, 0.5f);
    }
  }

  @Test
  void aWholeDifferenceComesBack() throws IOException {
    LoraExtraction.Rules rules = new LoraExtraction.Rules(1, true, true);
    assertComesBack(restored(new long[] {SIDE, SIDE}, rules, LAYER + ".weight"));
  }

  @Test
  void biasesComeBackIfTheyAreWanted() throws IOException {
    long[] shape = {SIDE, SIDE};
    Restored without = restored(shape, new LoraExtraction.Rules(1, false, true), LAYER + ".bias");
    assertThat(without.found().minus(without.wanted()).data()).containsExactly(0, 0);
    store.unloadAll();
    Restored with = restored(shape, new LoraExtraction.Rules(1, false, false), LAYER + ".bias");
    assertThat(with.found().minus(with.wanted()).data()).containsExactly(-2, -4);
  }
}
