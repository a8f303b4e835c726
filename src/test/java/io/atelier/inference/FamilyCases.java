package io.atelier.inference;

import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The recorded cases of one family of models. */
final class FamilyCases implements AutoCloseable {
  /** Levels are recorded in a precision that is above that of float32. */
  private static final Set<String> ROUNDED =
      Set.of("sigmas", "percent_to_sigma", "node_modelsamplingflux");

  private static final double ROUNDING = 1e-6;

  private final FamilyFolder folder;
  private final ModelStore store;
  private final FamilyCalls calls;

  /**
   * Cases.
   *
   * @param folder with cases, layouts of models, and results
   * @param models where the models are written
   */
  FamilyCases(Path folder, Path models) throws IOException {
    this.folder = new FamilyFolder(folder, models);
    // Samplers draw their noise as the original of these recordings did.
    DiffusionSettings standard = DiffusionSettings.standard();
    this.store = new ModelStore(new DiffusionSettings(standard.memoryLimit(), 512, 0));
    this.calls = new FamilyCalls(this.folder, store);
  }

  List<String> names() {
    return List.copyOf(folder.cases().keySet());
  }

  /** How each result of a case compares; see {@link Expected#compare}. */
  List<String> run(String name) throws IOException {
    Map<?, ?> json = folder.cases().get(name);
    double tolerance = ROUNDED.contains(json.get("call")) ? ROUNDING : 0;
    List<String> lines = new ArrayList<>();
    for (Object each : (List<?>) json.get("results")) {
      Map<?, ?> result = (Map<?, ?>) each;
      String what = (String) result.get("what");
      float[] ours = calls.result(json, what);
      lines.add(
          result.containsKey("tensor")
              ? folder.expected(result).compare(ours)
              : compare(what, result.get("value"), ours, tolerance));
    }
    return lines;
  }

  private static String compare(String what, Object value, float[] ours, double tolerance) {
    List<?> expected = value instanceof List<?> list ? list : List.of(value);
    for (int i = 0; i < Math.max(ours.length, expected.size()); i++) {
      if (i >= ours.length
          || i >= expected.size()
          || !isNear(ours[i], number(expected.get(i)), tolerance)) {
        return "FAIL %s: differs at %d".formatted(what, i);
      }
    }
    return "ok " + what;
  }

  private static boolean isNear(float ours, float expected, double tolerance) {
    return Float.floatToIntBits(ours) == Float.floatToIntBits(expected)
        || (tolerance > 0 && Math.abs((double) ours - expected) <= tolerance);
  }

  private static float number(Object value) {
    if (value instanceof Number number) {
      return number.floatValue();
    }
    return switch ((String) value) {
      case "nan" -> Float.NaN;
      case "inf" -> Float.POSITIVE_INFINITY;
      case "-inf" -> Float.NEGATIVE_INFINITY;
      default -> throw new IllegalStateException("no number: " + value);
    };
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return folder.family();
  }
}
