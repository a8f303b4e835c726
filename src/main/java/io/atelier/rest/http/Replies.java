package io.atelier.rest.http;

import io.atelier.json.Json;
import io.atelier.prompt.PromptError;
import io.atelier.queue.Admission;
import io.atelier.wire.ErrorJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms that answers have in the protocol. */
public final class Replies {
  public static final String JSON = "application/json; charset=utf-8";
  static final String TEXT = "text/plain; charset=utf-8";
  static final String SERVER_ERROR_TEXT =
      "500 Internal Server Error\n\nServer got itself in trouble";

  private static final int RETRY_SECONDS = 5;

  /** What is handed to the container at once of an answer that may be long. */
  private static final int PORTION_BYTES = 16 * 1024;

  private Replies() {}

  public static Response json(@Nullable Object value) {
    return json(200, value);
  }

  public static Response json(int status, @Nullable Object value) {
    byte[] body = Json.writeBytes(value);
    return Response.status(status).type(JSON).entity(body).build();
  }

  /** JSON that may be long: written as it is sent, never held as a whole. */
  public static Response streamed(@Nullable Object value) {
    StreamingOutput body =
        out -> {
          OutputStream portions = new BufferedOutputStream(out, PORTION_BYTES);
          Json.write(value, portions);
          portions.flush();
        };
    return Response.ok(body).type(JSON).build();
  }

  /** A refusal that a later attempt may escape: its body with the status, and when to try again. */
  public static Response notNow(Admission.Refusal refusal, Response body) {
    return Response.fromResponse(body)
        .status(refusal == Admission.Refusal.FULL ? 429 : 503)
        .header("Retry-After", RETRY_SECONDS)
        .build();
  }

  /** A refusal in the shape that clients of {@code /prompt} know. */
  public static Response refusal(int status, PromptError error) {
    return json(status, ErrorJson.refusal(error, Map.of()));
  }

  /** No body at all, not even an error page. */
  public static Response empty(int status) {
    return Response.status(status).header("Content-Length", 0).build();
  }

  public static Response text(int status, String text) {
    return Response.status(status).type(TEXT).entity(text).build();
  }

  /** What the protocol answers to failures of the server. */
  static Response serverError() {
    return text(500, SERVER_ERROR_TEXT);
  }

  /** No such route or file: an empty stream of unknown length. */
  public static Response noSuchRoute() {
    StreamingOutput nothing = out -> out.flush();
    return Response.status(404).type(MediaType.APPLICATION_OCTET_STREAM).entity(nothing).build();
  }
}
