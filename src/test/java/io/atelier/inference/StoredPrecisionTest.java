package io.atelier.inference;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.store.ComputePlan;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.FactorPatch;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsFile;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.tensor.Dtype;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights rest in the types of their files and are widened where they are used. */
class StoredPrecisionTest {
  private static final int ROWS = 6;
  private static final int COLUMNS = 8;

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());
  private final FloatArray x =
      new FloatArray(new int[] {1, 3, COLUMNS}, ModelLayout.values("x", 3 * COLUMNS, 1, 0));

  @AfterEach
  void close() {
    store.close();
  }

  private ModelFile file(String name, Map<?, ?>... tensors) throws IOException {
    Path path = folder.resolve(name + ".safetensors");
    new ModelLayout(Map.of(), java.util.Arrays.stream(tensors).map(ModelLayout.Entry::new).toList())
        .write(path);
    return ModelFile.read(path);
  }

  private static Map<?, ?> tensor(String name, String type, double scale, Object... shape) {
    return Map.of(
        "name", name, "dtype", type, "shape", List.of(shape), "scale", scale, "base", 0.0);
  }

  private static Map<?, ?> number(String name, String type, double value, Object... shape) {
    return Map.of(
        "name", name, "dtype", type, "shape", List.of(shape), "fill", "constant", "value", value);
  }

  private static float[] applied(ModelStore in, WeightsKey key, FloatArray to) {
    return in.with(
        key,
        Linear.class,
        weights -> new Linear(weights.in("a")),
        linear ->
            TensorScope.compute(() -> Tensors.toJava(linear.forward(Tensors.toNative(to)))).data());
  }

  @ParameterizedTest
  @CsvSource({"F32, 4", "F16, 2", "BF16, 2", "F8_E4M3, 1", "F8_E5M2, 1"})
  void aNetworkTakesTheSpaceOfItsFile(String type, int width) throws IOException {
    WeightsKey key =
        WeightsKey.of(
            WeightSource.below(
                file(
                    type,
                    tensor("a.weight", type, 1, ROWS, COLUMNS),
                    tensor("a.bias", type, 1, ROWS)),
                ""));
    float[] narrow = applied(store, key, x);
    assertThat(store.loaded())
        .extracting(ModelStore.Loaded::bytes)
        .containsExactly((long) (ROWS * COLUMNS + ROWS) * width);
    ComputePlan widened =
        new ComputePlan(ComputePlan.Storage.AS_COMPUTED, Dtype.F32, ComputePlan.Offload.NOTHING);
    try (ModelStore wide = new ModelStore(DiffusionSettings.standard(), widened)) {
      assertThat(applied(wide, key, x)).isEqualTo(narrow);
      assertThat(wide.loaded())
          .extracting(ModelStore.Loaded::bytes)
          .containsExactly((long) (ROWS * COLUMNS + ROWS) * Float.BYTES);
    }
  }

  @Test
  void textEncodersRestInHalfPrecision() throws IOException {
    WeightSource wide =
        WeightSource.below(
            file(
                "text",
                tensor("a.weight", "F32", 1, ROWS, COLUMNS),
                tensor("a.bias", "F32", 1, ROWS)),
            "");
    applied(store, WeightsKey.of(wide.asHalf()), x);
    assertThat(store.loaded())
        .extracting(ModelStore.Loaded::bytes)
        .containsExactly((long) (ROWS * COLUMNS + ROWS) * Short.BYTES);
  }

  /** Twice the weight in eight bits with half the factor is the same weight. */
  @ParameterizedTest
  @EnumSource(
      value = Dtype.class,
      names = {"F8_E4M3", "F8_E5M2"})
  void scaledWeightsAreMultipliedByTheirFactor(Dtype type) throws IOException {
    String name = type.name();
    Map<?, ?> weight = tensor("a.weight", name, 4, ROWS, COLUMNS);
    Map<?, ?> bias = number("a.bias", "F32", 0.1, ROWS);
    WeightsKey plain =
        WeightsKey.of(
            WeightSource.below(file("plain", weight, number("a.bias", "F32", 0, ROWS)), ""));
    WeightsKey scaled =
        WeightsKey.of(
            WeightSource.below(
                file(
                    "scaled",
                    weight,
                    bias,
                    number("a.scale_weight", "F32", 0.25),
                    number("a.scale_input", "F32", 7),
                    number("scaled_fp8", name, 0, 2)),
                ""));
    assertThat(scaled.source().names()).containsOnlyKeys("a.weight", "a.bias");
    float[] products = applied(store, plain, x);
    float[] results = applied(store, scaled, x);
    // The nearest values to 0.1 that the formats have.
    float rounded = type == Dtype.F8_E4M3 ? 0.1015625f : 0.09375f;
    float[] expected = new float[products.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = products[i] * 0.25f + rounded;
    }
    assertNumbers(results).near(expected, Tolerance.NETWORK);
  }

  @Test
  void whatIsDoneToScaledWeightsIsDoneToTheirValues() throws IOException {
    WeightsKey scaled =
        WeightsKey.of(
            WeightSource.below(
                file(
                    "scaled",
                    tensor("a.weight", "F8_E4M3", 4, ROWS, COLUMNS),
                    number("a.bias", "F32", 0, ROWS),
                    number("a.scale_weight", "F32", 0.25),
                    number("scaled_fp8", "F8_E4M3", 0, 0)),
                ""));
    float[] before = applied(store, scaled, x);
    WeightsKey doubled =
        scaled.with(FactorPatch.of(scaled, name -> name.equals("a.weight") ? 2.0 : 1.0));
    float[] expected = new float[before.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = before[i] * 2;
    }
    assertNumbers(applied(store, doubled, x)).near(expected, Tolerance.NETWORK);
    Path saved = folder.resolve("saved.safetensors");
    WeightsFile.write(
        saved, Map.of(), List.of(new WeightsFile.Part("", doubled)), (done, total) -> {});
    WeightsKey again = WeightsKey.of(WeightSource.below(ModelFile.read(saved), ""));
    assertNumbers(applied(store, again, x)).near(expected, Tolerance.NETWORK);
  }

  @Test
  void onlyWideArithmeticIsKnown() {
    assertThatThrownBy(
            () ->
                new ComputePlan(
                    ComputePlan.Storage.AS_IN_FILE, Dtype.F16, ComputePlan.Offload.NOTHING))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
