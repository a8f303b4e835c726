package io.atelier.it.transcript;

import io.atelier.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A recorded case: what a client did, and what the original server answered, normalised.
 *
 * @param needs what the server must have beside the core: {@code testing}, {@code model} or nothing
 * @param names texts of the case that the recording has under other names
 * @param steps in order; {@code op} says what each does
 */
record Transcript(
    String name,
    String description,
    String needs,
    Map<String, String> names,
    List<JsonView> steps) {

  static Transcript read(Path file) {
    try {
      JsonView json = JsonView.of(Json.parse(Files.readAllBytes(file)));
      Map<String, String> names = new java.util.LinkedHashMap<>();
      if (json.has("names")) {
        json.object("names").members().forEach((k, v) -> names.put(k, String.valueOf(v)));
      }
      return new Transcript(
          json.text("case"),
          json.text("description"),
          json.text("needs", ""),
          names,
          json.array("steps").stream().map(JsonView::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All recorded cases, by name. */
  static List<Transcript> all() {
    try (Stream<Path> files =
        Files.list(Path.of(Transcript.class.getResource("/transcripts").toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(Transcript::read)
          .sorted(Comparator.comparing(Transcript::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
