package io.atelier.storage;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects from files that people may have edited, and takes note of broken ones. */
record JsonFiles(FileWarnings warnings) {

  /** The object in the file; empty when there is no file, or no object in it. */
  Optional<Map<String, @Nullable Object>> read(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      warnings.clear(file);
      return Optional.empty();
    }
    try {
      if (Json.parse(Files.readAllBytes(file)) instanceof Map<?, ?> object) {
        warnings.clear(file);
        return Optional.of(JsonObject.of(object).map());
      }
      warnings.unreadable(file, "is no JSON object and counts as empty");
    } catch (JsonSyntaxException e) {
      String reason = "is no JSON and counts as empty: " + e.getMessage();
      warnings.set(file, List.of(new FileWarning(file, e.line(), reason)));
    } catch (IOException e) {
      warnings.unreadable(file, "cannot be read and counts as empty: " + e.getMessage());
    }
    return Optional.empty();
  }
}
