package io.atelier.rest;

import io.atelier.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads request bodies, whatever type they claim to be of, up to a limit. */
final class RequestBody {
  private RequestBody() {}

  /**
   * The whole body.
   *
   * @throws BodyTooLargeException beyond the limit
   */
  static byte[] bytes(InputStream body, long limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      byte[] buffer = new byte[16 * 1024];
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        if (bytes.size() + (long) n > limit) {
          throw new BodyTooLargeException(limit);
        }
        bytes.write(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UnreadableRequestException("the body ended early", e);
    }
    return bytes.toByteArray();
  }

  static @Nullable Object json(InputStream body, long limit) {
    return Json.parse(bytes(body, limit));
  }

  /** A body that must be a JSON object. */
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> jsonObject(InputStream body, long limit) {
    if (json(body, limit) instanceof Map<?, ?> object) {
      return (Map<String, @Nullable Object>) object;
    }
    throw new UnreadableRequestException("the body is not a JSON object");
  }
}
