package io.atelier.nodes;

import io.atelier.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a saved WebP says of itself, read without the project's own decoder. */
final class WebpFacts {
  private WebpFacts() {}

  /**
   * The recorded facts. {@code exif_prompt} says whether the workflow is there letter by letter,
   * which the fingerprints of its files prevent.
   */
  static Map<String, Object> of(Path file, NodeCase nodeCase) throws IOException {
    List<Long> durations = new ArrayList<>();
    String exif = "";
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    content.position(12);
    while (content.hasRemaining()) {
      byte[] type = new byte[4];
      content.get(type);
      byte[] data = new byte[content.getInt()];
      content.get(data).position(content.position() + (data.length & 1));
      switch (new String(type, StandardCharsets.US_ASCII)) {
        case "ANMF" -> durations.add(Integer.toUnsignedLong(duration(data)));
        case "EXIF" -> exif = new String(data, StandardCharsets.ISO_8859_1);
        default -> {
          // Nothing was recorded of the others.
        }
      }
    }
    return Map.of(
        "frames",
        (long) Math.max(1, durations.size()),
        "durations",
        durations,
        "exif_prompt",
        exif.contains("prompt:" + Json.writeForFiles(nodeCase.workflow())));
  }

  private static int duration(byte[] frame) {
    return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(12) & 0xffffff;
  }
}
