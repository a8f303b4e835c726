package io.atelier.rest.picture;

import io.atelier.image.codec.DecodeBudget;
import io.atelier.image.codec.ImageFile;
import io.atelier.image.codec.ImageFormatException;
import io.atelier.image.codec.PictureFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Decodes pictures of hostile origin. The codecs check what a header promises before they spend
 * anything on it; a few pictures are decoded at a time.
 */
final class PictureReader {
  private static final int PLACES = 2;
  private static final int WAITING = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TIME = Duration.ofSeconds(20);

  private static final DecodingPlaces TURNS = new DecodingPlaces(PLACES, WAITING, PATIENCE);

  private PictureReader() {}

  /**
   * Does what decodes pictures, and what is made of them, once its turn comes.
   *
   * @throws PictureRefusal when it does not come soon
   */
  static <T> T inTurn(DecodingPlaces.Work<T> work) throws IOException {
    return TURNS.use(work);
  }

  /**
   * The first picture of a file; to be called in turn.
   *
   * @throws PictureRefusal when it is none, broken or too costly
   */
  static PictureFrame read(Path file) throws IOException {
    return read(content(file));
  }

  /**
   * The bytes of a file.
   *
   * @throws PictureRefusal when they are more than memory may be taken for
   */
  static byte[] content(Path file) throws IOException {
    try {
      return ImageFile.content(file);
    } catch (ImageFormatException e) {
      throw PictureRefusal.of(e);
    }
  }

  /** The same of a picture in memory. */
  static PictureFrame read(byte[] content) {
    try {
      return ImageFile.first(content, DecodeBudget.ofFirst(PLACES, TIME));
    } catch (ImageFormatException e) {
      throw PictureRefusal.of(e);
    }
  }
}
