package io.atelier.it.transcript;

import io.atelier.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binary frames as the recordings tell them. */
final class BinaryMessage {
  private BinaryMessage() {}

  static Map<String, @Nullable Object> describe(byte[] bytes) {
    ByteBuffer frame = ByteBuffer.wrap(bytes);
    int event = frame.getInt();
    int number = frame.getInt();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("binary", true);
    json.put("event", (long) event);
    switch (event) {
      case 1, 2 -> {
        json.put("image_type", (long) number);
        putImage(json, frame);
      }
      case 3 -> {
        json.put("node_id", new String(next(frame, number), StandardCharsets.UTF_8));
        json.put("text", new String(next(frame, frame.remaining()), StandardCharsets.UTF_8));
      }
      case 4 -> {
        json.put("metadata", Json.parse(next(frame, number)));
        putImage(json, frame);
      }
      default -> json.put("bytes", (long) bytes.length);
    }
    return json;
  }

  private static void putImage(Map<String, @Nullable Object> json, ByteBuffer frame) {
    json.put("image", Pictures.describe(next(frame, frame.remaining())));
    json.put("bytes", "<size>");
  }

  private static byte[] next(ByteBuffer frame, int count) {
    byte[] part = new byte[count];
    frame.get(part);
    return part;
  }
}
