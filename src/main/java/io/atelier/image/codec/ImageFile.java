package io.atelier.image.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Picture files of all kinds that workflows load, animations and pages included. The content
 * decides, not the name. What a file may cost is bounded; see {@link DecodeBudget}.
 */
public final class ImageFile {
  /** A file may be so large a part of the heap. */
  private static final int HEAP_SHARE = 8;

  private ImageFile() {}

  /**
   * All frames of a file, at least one, upright.
   *
   * @throws ImageFormatException when the content is no picture, is broken beyond use, or would
   *     cost more than a picture may
   */
  public static List<PictureFrame> read(Path file) throws IOException {
    return read(content(file));
  }

  /** {@link #read(Path)} of the content of a file. */
  public static List<PictureFrame> read(byte[] content) throws ImageFormatException {
    return read(content, DecodeBudget.ofFile());
  }

  /** The first frame of a file; what follows it costs nothing. */
  public static PictureFrame first(Path file) throws IOException {
    return first(content(file), DecodeBudget.ofFirst());
  }

  /** The first frame of a file within a budget. */
  public static PictureFrame first(byte[] content, DecodeBudget budget)
      throws ImageFormatException {
    return read(content, budget).get(0);
  }

  /**
   * The bytes of a file.
   *
   * @throws ImageFormatException when they are more than memory may be taken for
   */
  public static byte[] content(Path file) throws IOException {
    long size = Files.size(file);
    if (size > Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / HEAP_SHARE)) {
      throw new ImageFormatException(
          "a file of %d bytes is too large for a picture".formatted(size));
    }
    return Files.readAllBytes(file);
  }

  static List<PictureFrame> read(byte[] content, DecodeBudget budget) throws ImageFormatException {
    try {
      return PictureFormat.of(content).decoder().decode(content, budget);
    } catch (ImageFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw e.getCause() instanceof ImageFormatException cause
          ? cause
          : new ImageFormatException("broken image file", e);
    }
  }
}
