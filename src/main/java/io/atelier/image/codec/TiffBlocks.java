package io.atelier.image.codec;

import java.util.Arrays;

/** The strips or tiles of one TIFF picture: how large each becomes, and where it lies. */
final class TiffBlocks {
  private static final int OLD_JPEG = 6;
  private static final int JPEG = 7;

  /** Pixels of a tile that any picture may have, however small. */
  private static final long SMALL_TILE = 1 << 20;

  /** A tile may reach so far beyond the picture: times the picture's pixels. */
  private static final int TILE_TO_PICTURE = 4;

  /** Unpacked, as a raster, and as the row or strip between. */
  private static final long COPIES = 3;

  /** Encoders pad embedded JPEG to whole blocks. */
  private static final int JPEG_PADDING = 16;

  private final byte[] content;
  private final TiffDirectory directory;
  private final int width;
  private final int height;
  private final long blockWidth;
  private final long blockHeight;
  private final long[] offsets;
  private final long[] lengths;

  TiffBlocks(byte[] content, TiffDirectory directory) throws ImageFormatException {
    this.content = content;
    this.directory = directory;
    this.width = directory.width();
    this.height = directory.height();
    boolean tiled = directory.tiled();
    this.blockWidth = tiled ? directory.get(TiffDirectory.TILE_WIDTH, 0) : width;
    this.blockHeight =
        tiled
            ? directory.get(TiffDirectory.TILE_HEIGHT, 0)
            : Math.min(height, directory.get(TiffDirectory.STRIP_ROWS, height));
    this.offsets = directory.all(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS);
    this.lengths = lengths(tiled);
  }

  private long[] lengths(boolean tiled) {
    long[] said = directory.all(tiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES);
    long[] there = new long[offsets.length];
    for (int i = 0; i < offsets.length; i++) {
      long left = Math.max(0, content.length - offsets[i]);
      there[i] = i < said.length ? Math.min(said[i], left) : left;
    }
    return there;
  }

  /**
   * Takes the cost of decoding them from a budget.
   *
   * @throws ImageFormatException when it does not cover that, or the numbers do not fit together
   */
  void spend(DecodeBudget budget) throws ImageFormatException {
    budget.takePicture(width, height);
    if (directory.get(TiffDirectory.COMPRESSION, 1) == OLD_JPEG) {
      throw new ImageFormatException(
          "TIFF pictures with old-style JPEG cannot be read yet; save it as PNG instead");
    }
    if (blockWidth <= 0 || blockHeight <= 0) {
      throw new ImageFormatException("TIFF with strips or tiles of no size");
    }
    long pixels = (long) width * height;
    if (blockHeight > Math.max(SMALL_TILE, TILE_TO_PICTURE * pixels) / blockWidth) {
      throw new ImageFormatException(
          "TIFF of %d × %d pixels with tiles of %d × %d"
              .formatted(width, height, blockWidth, blockHeight));
    }
    if (directory.samples() > 64 || directory.bitsSideBySide() > 4096) {
      throw new ImageFormatException("TIFF of %d samples a pixel".formatted(directory.samples()));
    }
    budget.takeBytes(Math.multiplyExact(COPIES * count(), blockBytes(0)));
    long stored = 0;
    for (long length : lengths) {
      stored += length;
    }
    if (offsets.length < count() || stored > content.length) {
      throw new ImageFormatException("strips or tiles of a TIFF are missing or overlap");
    }
    budget.takeBytes(stored);
    if (directory.get(TiffDirectory.COMPRESSION, 1) == JPEG) {
      checkTables();
      for (int i = 0; i < count(); i++) {
        checkJpeg(JpegStructure.of(stored(i)), budget);
      }
    }
  }

  /** The tables that all embedded JPEG streams share are to hold no picture of their own. */
  private void checkTables() throws ImageFormatException {
    long[] numbers = directory.all(TiffDirectory.JPEG_TABLES);
    byte[] tables = new byte[numbers.length];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = (byte) numbers[i];
    }
    JpegStructure structure = JpegStructure.of(tables);
    if (structure.scans() > 0 || structure.width() > 0) {
      throw new ImageFormatException("TIFF with a picture among its JPEG tables");
    }
  }

  private void checkJpeg(JpegStructure jpeg, DecodeBudget budget) throws ImageFormatException {
    if (jpeg.width() > blockWidth + JPEG_PADDING || jpeg.height() > blockHeight + JPEG_PADDING) {
      throw new ImageFormatException(
          "TIFF with a JPEG of %d × %d pixels in a place for %d × %d"
              .formatted(jpeg.width(), jpeg.height(), blockWidth, blockHeight));
    }
    jpeg.spend(budget);
  }

  /** How many there are, by the sides of the picture. */
  int count() {
    long across = (width + blockWidth - 1) / blockWidth;
    long down = (height + blockHeight - 1) / blockHeight;
    long planes = directory.planar() ? directory.samples() : 1;
    return Math.toIntExact(across * down * planes);
  }

  /** The bytes of one as the file has them. */
  byte[] stored(int index) {
    int start = (int) Math.min(Math.max(0, offsets[index]), content.length);
    return Arrays.copyOfRange(content, start, start + (int) lengths[index]);
  }

  /** The bytes that one becomes when it is unpacked. */
  long blockBytes(int index) {
    long down = (height + blockHeight - 1) / blockHeight;
    boolean last = !directory.tiled() && index % down == down - 1;
    long rows = last ? height - (down - 1) * blockHeight : blockHeight;
    return (blockWidth * directory.bitsSideBySide() + 7) / 8 * rows;
  }
}
