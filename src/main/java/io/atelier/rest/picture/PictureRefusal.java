package io.atelier.rest.picture;

import io.atelier.image.codec.ImageFormatException;
import io.atelier.rest.http.Replies;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A picture is not decoded: it is none, is broken, would cost too much, or others come first. */
public final class PictureRefusal extends RuntimeException {
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;
  private static final int RETRY_SECONDS = 5;

  private final int status;

  private PictureRefusal(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The fault is the picture's. */
  static PictureRefusal of(ImageFormatException fault) {
    return new PictureRefusal(BAD_REQUEST, "400: " + fault.getMessage(), fault);
  }

  /** The fault is the request's. */
  static PictureRefusal because(String reason) {
    return new PictureRefusal(BAD_REQUEST, "400: " + reason, null);
  }

  /** Too many pictures at a time. */
  static PictureRefusal busy() {
    return new PictureRefusal(
        UNAVAILABLE, "503: too many pictures are being decoded; try again soon", null);
  }

  /** Whether a later attempt may succeed. */
  boolean passes() {
    return status == UNAVAILABLE;
  }

  /** What the client is told. */
  Response answer() {
    Response answer = Replies.text(status, String.valueOf(getMessage()));
    return passes()
        ? Response.fromResponse(answer).header("Retry-After", RETRY_SECONDS).build()
        : answer;
  }
}
