package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.json.Json;
import io.atelier.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder with recorded cases of one family: what was called, results, and layouts of models. */
final class FamilyFolder {
  private static final Pattern PATCHED = Pattern.compile("(\\S+) with img_in from (\\S+)");

  private final Path folder;
  private final Path models;
  private final String family;
  private final Map<String, Map<?, ?>> cases = new LinkedHashMap<>();

  /**
   * The cases of a folder.
   *
   * @param models where the models are written
   */
  FamilyFolder(Path folder, Path models) throws IOException {
    this.folder = folder;
    this.models = models;
    Map<?, ?> json = (Map<?, ?>) Json.parse(Files.readAllBytes(folder.resolve("cases.json")));
    this.family = (String) json.get("family");
    for (Object each : (List<?>) json.get("cases")) {
      cases.put((String) ((Map<?, ?>) each).get("id"), (Map<?, ?>) each);
    }
  }

  String family() {
    return family;
  }

  /** The cases by name. */
  Map<String, Map<?, ?>> cases() {
    return cases;
  }

  /** A recorded result. */
  Expected expected(Map<?, ?> result) throws IOException {
    return Expected.of(results(), result);
  }

  private Path results() {
    return folder.resolve("tensors.safetensors");
  }

  /**
   * What text encoders made of a prompt when the cases were recorded.
   *
   * @param what {@code cond} or {@code pooled}
   */
  FloatArray text(String prompt, String what) throws IOException {
    for (Map<?, ?> each : cases.values()) {
      if ("clip_text_encode".equals(each.get("call"))
          && prompt.equals(FamilyCall.arguments(each).get("prompt"))) {
        for (Object result : (List<?>) each.get("results")) {
          if (what.equals(((Map<?, ?>) result).get("what"))) {
            return array((Map<?, ?>) result);
          }
        }
      }
    }
    throw new IllegalStateException("no recorded features of the prompt: " + prompt);
  }

  private FloatArray array(Map<?, ?> result) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(results())) {
      return new FloatArray(
          CaseInputs.ints((List<?>) result.get("shape")),
          file.floats((String) result.get("tensor")));
    }
  }

  ModelLayout layout(String name) throws IOException {
    return ModelLayout.parse(Files.readAllBytes(folder.resolve(name)));
  }

  /** The model of a layout, which is written when it is wanted first. */
  ModelFile model(String name) throws IOException {
    return written(name.replace("-layout.json", ""), layout(name));
  }

  /** A model that is described as another one with some weights replaced. */
  ModelFile patchedModel(String description) throws IOException {
    Matcher patched = PATCHED.matcher(description);
    if (!patched.matches()) {
      throw new IllegalStateException("no such model: " + description);
    }
    ModelLayout base = layout(patched.group(1) + "-layout.json");
    return written(description, base.with(layout(patched.group(2) + "-layout.json")));
  }

  /** The model of a layout under a name of its own. */
  ModelFile written(String name, ModelLayout layout) throws IOException {
    Path path = models.resolve(name + ".safetensors");
    if (!Files.exists(path)) {
      layout.write(path);
    }
    return ModelFile.read(path);
  }
}
