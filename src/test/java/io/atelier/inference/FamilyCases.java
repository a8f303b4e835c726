package io.atelier.inference;

import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recorded cases of one family of models. */
final class FamilyCases implements AutoCloseable {
  private final Path folder;
  private final Path models;
  private final String family;
  private final Map<String, Map<?, ?>> cases = new LinkedHashMap<>();
  private final ModelStore store;

  /**
   * Cases.
   *
   * @param folder with cases, layouts of models, and results
   * @param models where the models are written
   */
  FamilyCases(Path folder, Path models) throws IOException {
    this.folder = folder;
    this.models = models;
    Map<?, ?> json = (Map<?, ?>) Json.parse(Files.readAllBytes(folder.resolve("cases.json")));
    this.family = (String) json.get("family");
    for (Object each : (List<?>) json.get("cases")) {
      cases.put((String) ((Map<?, ?>) each).get("id"), (Map<?, ?>) each);
    }
    // Samplers draw their noise as the original of these recordings did.
    DiffusionSettings standard = DiffusionSettings.standard();
    this.store = new ModelStore(new DiffusionSettings(standard.memoryLimit(), 512, 0));
  }

  List<String> names() {
    return List.copyOf(cases.keySet());
  }

  /** How each result of a case compares; see {@link Expected#compare}. */
  List<String> run(String name) throws IOException {
    Map<?, ?> json = cases.get(name);
    FamilyCalls calls = new FamilyCalls(family, store, this::model, this::layout);
    List<String> lines = new ArrayList<>();
    for (Object each : (List<?>) json.get("results")) {
      Map<?, ?> result = (Map<?, ?>) each;
      String what = (String) result.get("what");
      float[] ours = calls.result(json, what);
      lines.add(
          result.containsKey("tensor")
              ? Expected.of(folder.resolve("tensors.safetensors"), result).compare(ours)
              : equal(what, (List<?>) result.get("value"), ours));
    }
    return lines;
  }

  private static String equal(String what, List<?> expected, float[] ours) {
    for (int i = 0; i < Math.max(ours.length, expected.size()); i++) {
      if (i >= ours.length
          || i >= expected.size()
          || Float.floatToIntBits(ours[i]) != Float.floatToIntBits(number(expected.get(i)))) {
        return "FAIL %s: differs at %d".formatted(what, i);
      }
    }
    return "ok " + what;
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

  private ModelLayout layout(String name) {
    try {
      return ModelLayout.parse(Files.readAllBytes(folder.resolve(name)));
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private ModelFile model(String name) {
    Path path = models.resolve(name.replace("-layout.json", ".safetensors"));
    try {
      if (!Files.exists(path)) {
        layout(name).write(path);
      }
      return ModelFile.read(path);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return family;
  }
}
