package io.atelier.image.codec;

import java.io.IOException;

/** A file is no picture that can be read, or one too large to be read safely. */
public final class ImageFormatException extends IOException {
  public ImageFormatException(String message) {
    super(message);
  }

  public ImageFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
