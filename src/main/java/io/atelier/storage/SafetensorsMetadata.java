package io.atelier.storage;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.json.JsonSyntaxException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a safetensors file says of itself: {@code __metadata__} in its header. Whatever
 * else is wrong with the file is no matter here, unlike in {@code tensor}, where a header is
 * believed only as a whole.
 */
public final class SafetensorsMetadata {
  /** Longer headers are not read. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private SafetensorsMetadata() {}

  /** The metadata; empty when the file has none, or is no safetensors file. */
  public static Optional<Map<String, @Nullable Object>> read(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      long length = Long.reverseBytes(in.readLong());
      if (length <= 0 || length > MAX_HEADER_BYTES) {
        return Optional.empty();
      }
      byte[] header = in.readNBytes((int) length);
      if (header.length == length
          && Json.parse(header) instanceof Map<?, ?> json
          && json.get("__metadata__") instanceof Map<?, ?> metadata) {
        return Optional.of(JsonObject.of(metadata).map());
      }
      return Optional.empty();
    } catch (IOException | JsonSyntaxException e) {
      return Optional.empty();
    }
  }
}
