package io.atelier.rest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes pictures of hostile origin: the size that the header claims is checked before anything is
 * unpacked, and texts and colour profiles, which may unpack to gigabytes, are passed over.
 */
final class PictureReader {
  /** Bytes that decoding and drawing take of the heap for a pixel, two copies. */
  private static final int BYTES_PER_PIXEL = 8;

  private static final long LARGEST = 16_384L * 16_384L;

  private PictureReader() {}

  /** The most pixels that a picture may have: a quarter of the heap's worth. */
  static long maxPixels() {
    return Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 4 / BYTES_PER_PIXEL);
  }

  /**
   * The first picture of a file.
   *
   * @throws UnreadableRequestException when it is none, or too large
   */
  static BufferedImage read(Path file) throws IOException {
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      return read(input);
    }
  }

  /** The same of a picture in memory. */
  static BufferedImage read(byte[] bytes) throws IOException {
    try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      return read(input);
    }
  }

  private static BufferedImage read(@Nullable ImageInputStream input) throws IOException {
    Iterator<ImageReader> readers =
        input == null ? java.util.Collections.emptyIterator() : ImageIO.getImageReaders(input);
    if (!readers.hasNext()) {
      throw new UnreadableRequestException("not a picture");
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(input, true, true);
      if ((long) reader.getWidth(0) * reader.getHeight(0) > maxPixels()) {
        throw new UnreadableRequestException("the picture is too large");
      }
      return reader.read(0);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new UnreadableRequestException("the picture is broken", e);
    } catch (javax.imageio.IIOException e) {
      throw new UnreadableRequestException("the picture is broken", e);
    } finally {
      reader.dispose();
    }
  }
}
