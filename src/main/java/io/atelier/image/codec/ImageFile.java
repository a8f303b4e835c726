package io.atelier.image.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Picture files of all formats that workflows load: PNG, JPEG, WebP, GIF, BMP and TIFF, animations
 * included. The content decides, not the name.
 */
public final class ImageFile {
  private ImageFile() {}

  /**
   * All frames of a file, at least one, upright.
   *
   * @throws ImageFormatException when the content is no picture, is broken beyond use, or would
   *     take more memory than a picture may
   */
  public static List<Frame> read(Path file) throws IOException {
    return read(Files.readAllBytes(file));
  }

  /** {@link #read(Path)} of the content of a file. */
  public static List<Frame> read(byte[] content) throws ImageFormatException {
    return read(content, new PixelBudget());
  }

  static List<Frame> read(byte[] content, PixelBudget budget) throws ImageFormatException {
    try {
      if (startsWith(content, 0, "\u0089PNG\r\n\u001a\n")) {
        return PngDecoder.decode(content, budget);
      }
      if (startsWith(content, 0, "RIFF") && startsWith(content, 8, "WEBP")) {
        return WebpDecoder.decode(content, budget);
      }
      if (startsWith(content, 0, "GIF8")) {
        return GifDecoder.decode(content, budget);
      }
      if (startsWith(content, 0, "\u00ff\u00d8\u00ff")) {
        return JpegDecoder.decode(content, budget);
      }
      if (startsWith(content, 0, "BM")) {
        return RasterDecoder.decode("bmp", content, budget);
      }
      if (startsWith(content, 0, "II*\0") || startsWith(content, 0, "MM\0*")) {
        return RasterDecoder.decode("tiff", content, budget);
      }
    } catch (ImageFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new ImageFormatException("broken image file", e);
    }
    throw new ImageFormatException("cannot identify image file");
  }

  private static boolean startsWith(byte[] content, int at, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (content.length < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (content[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
