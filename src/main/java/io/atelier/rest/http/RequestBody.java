package io.atelier.rest.http;

import io.atelier.json.Json;
import io.atelier.json.JsonSyntaxException;
import io.atelier.prompt.PromptError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads request bodies, whatever type they claim to be of, up to a limit. */
public final class RequestBody {
  private RequestBody() {}

  /**
   * The whole body.
   *
   * @throws BodyTooLargeException beyond the limit
   */
  public static byte[] bytes(InputStream body, long limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      byte[] buffer = new byte[16 * 1024];
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        if (bytes.size() + (long) n > limit) {
          throw new BodyTooLargeException(limit);
        }
        bytes.write(buffer, 0, n);
      }
    } catch (BrokenBodyException e) {
      throw new UnreadableRequestException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UnreadableRequestException("the body ended early", e);
    }
    return bytes.toByteArray();
  }

  /**
   * A body of JSON, UTF-8 with or without a byte order mark.
   *
   * @throws UnreadableRequestException naming the place where it is none
   */
  public static @Nullable Object json(InputStream body, long limit) {
    try {
      return Json.parse(bytes(body, limit));
    } catch (JsonSyntaxException e) {
      throw new UnreadableRequestException(notJson(e), e);
    }
  }

  private static PromptError notJson(JsonSyntaxException fault) {
    String place =
        fault.line() == 0 ? "" : "line " + fault.line() + ", column " + fault.column() + ": ";
    return new PromptError(
        "invalid_json",
        "The request body is not JSON",
        place + fault.getMessage(),
        fault.line() == 0 ? Map.of() : Map.of("line", fault.line(), "column", fault.column()));
  }

  /** A body that must be a JSON object. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> jsonObject(InputStream body, long limit) {
    if (json(body, limit) instanceof Map<?, ?> object) {
      return (Map<String, @Nullable Object>) object;
    }
    throw new UnreadableRequestException("the body is not a JSON object");
  }
}
