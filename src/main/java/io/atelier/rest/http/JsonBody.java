package io.atelier.rest.http;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.json.JsonSyntaxException;
import io.atelier.prompt.PromptError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request body that ought to be JSON, UTF-8 with or without a byte order mark, whatever type it
 * claims to be of. What is wrong with it is said to those who ask what it holds.
 */
public final class JsonBody {
  private static final int PORTION_BYTES = 16 * 1024;

  private final byte[] bytes;
  private final @Nullable UnreadableRequestException fault;

  private JsonBody(byte[] bytes, @Nullable UnreadableRequestException fault) {
    this.bytes = bytes;
    this.fault = fault;
  }

  /**
   * Reads a body as a whole.
   *
   * @param limit in bytes
   * @throws BodyTooLargeException beyond the limit
   */
  static JsonBody read(InputStream body, long limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      byte[] portion = new byte[PORTION_BYTES];
      for (int n = body.read(portion); n >= 0; n = body.read(portion)) {
        if (bytes.size() + (long) n > limit) {
          throw new BodyTooLargeException(limit);
        }
        bytes.write(portion, 0, n);
      }
      return new JsonBody(bytes.toByteArray(), null);
    } catch (BrokenBodyException e) {
      return broken(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      return broken("the body ended early", e);
    }
  }

  private static JsonBody broken(String message, IOException cause) {
    return new JsonBody(new byte[0], new UnreadableRequestException(message, cause));
  }

  private byte[] bytes() {
    if (fault != null) {
      throw fault;
    }
    return bytes;
  }

  /**
   * What it holds.
   *
   * @throws UnreadableRequestException naming the place where it is no JSON
   */
  public @Nullable Object value() {
    try {
      return Json.parse(bytes());
    } catch (JsonSyntaxException e) {
      throw new UnreadableRequestException(notJson(e), e);
    }
  }

  /** What it holds; null where it is no JSON. */
  public @Nullable Object valueIfAny() {
    try {
      return Json.parse(bytes());
    } catch (JsonSyntaxException e) {
      return null;
    }
  }

  private static PromptError notJson(JsonSyntaxException fault) {
    String place =
        fault.line() == 0 ? "" : "line " + fault.line() + ", column " + fault.column() + ": ";
    return new PromptError(
        "invalid_json",
        "The request body is not JSON",
        place + fault.getMessage(),
        fault.line() == 0
            ? Map.of()
            : JsonObject.with("line", fault.line()).and("column", fault.column()).map());
  }

  /**
   * The members of the object that it must be.
   *
   * @throws UnreadableRequestException when it is none
   */
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> object() {
    if (value() instanceof Map<?, ?> object) {
      return (Map<String, @Nullable Object>) object;
    }
    throw new UnreadableRequestException("the body is not a JSON object");
  }
}
