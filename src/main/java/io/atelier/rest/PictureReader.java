package io.atelier.rest;

import io.atelier.image.codec.Frame;
import io.atelier.image.codec.ImageFile;
import io.atelier.image.codec.ImageFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * Decodes pictures of hostile origin. The codecs check what a header promises before they take
 * memory for it; a few pictures are decoded at a time, the rest wait.
 */
final class PictureReader {
  private static final Semaphore PLACES = new Semaphore(2);

  private PictureReader() {}

  /**
   * The first picture of a file.
   *
   * @throws UnreadableRequestException when it is none, broken or too large
   */
  static Frame read(Path file) throws IOException {
    if (Files.size(file) > Integer.MAX_VALUE - 8) {
      throw new UnreadableRequestException("the file is too large for a picture");
    }
    return read(Files.readAllBytes(file));
  }

  /** The same of a picture in memory. */
  static Frame read(byte[] content) {
    PLACES.acquireUninterruptibly();
    try {
      return ImageFile.read(content).get(0);
    } catch (ImageFormatException e) {
      throw new UnreadableRequestException("not a picture", e);
    } finally {
      PLACES.release();
    }
  }
}
