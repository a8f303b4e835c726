package io.atelier.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes 8-bit RGB and RGBA pixels as PNG, texts before the pixels, as readers of workflow metadata
 * expect them. ImageIO's writer makes files half as large again and hides the text chunks.
 */
public final class PngEncoder {
  static final long SIGNATURE = 0x89504E470D0A1A0AL;

  private static final int RGB = 2;
  private static final int RGBA = 6;
  private static final int BUFFER = 1 << 16;

  /** Bytes of each of the places where the rows are tried. */
  private static final int PROBE = 1 << 13;

  private static final int PROBES = 8;

  /** Up to {@link #THOROUGH}, repeats must pay at this level already to be looked for. */
  private static final int QUICK = 2;

  private static final int THOROUGH = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);

  PngEncoder() {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(SIGNATURE).array());
  }

  /**
   * A PNG file.
   *
   * @param pixels 8-bit samples, row by row
   * @param channels 3 (RGB) or 4 (RGBA)
   * @param level of compression, 0 (none) to 9 (smallest)
   * @param texts by keyword, in order
   */
  public static byte[] encode(
      byte[] pixels, int width, int height, int channels, int level, Map<String, String> texts) {
    PngEncoder png = new PngEncoder();
    png.header(width, height, channels);
    texts.forEach(png::text);
    png.chunk("IDAT", compress(pixels, width * channels, channels, level));
    png.chunk("IEND");
    return png.bytes();
  }

  void header(int width, int height, int channels) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) (channels == 4 ? RGBA : RGB));
    chunk("IHDR", header.array());
  }

  /** A text: Latin-1 where that can say it, else UTF-8. */
  void text(String keyword, String text) {
    byte[] key = keyword.getBytes(StandardCharsets.ISO_8859_1);
    if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
      chunk("tEXt", key, new byte[1], text.getBytes(StandardCharsets.ISO_8859_1));
    } else {
      chunk("iTXt", key, new byte[5], text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A chunk whose data are the parts in order. */
  void chunk(String type, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(ByteBuffer.allocate(8).putInt(length).put(name).array());
    CRC32 check = new CRC32();
    check.update(name);
    for (byte[] part : parts) {
      check.update(part);
      out.writeBytes(part);
    }
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** The filtered and deflated rows of a picture. */
  static byte[] compress(byte[] pixels, int stride, int channels, int level) {
    byte[] rows = PngFilter.rows(pixels, stride, channels, level > 0);
    return level == 0 || rows.length < BUFFER || repeatsPay(rows, level)
        ? deflate(rows, level)
        : RunDeflater.compress(rows);
  }

  /** Whether looking for repeats makes a sample of the rows smaller than taking them as noise. */
  private static boolean repeatsPay(byte[] rows, int level) {
    byte[] sample = new byte[PROBES * PROBE];
    for (int i = 0; i < PROBES; i++) {
      long from = (long) (rows.length - PROBE) * i / (PROBES - 1);
      System.arraycopy(rows, (int) from, sample, i * PROBE, PROBE);
    }
    int probeLevel = level > THOROUGH ? level : Math.min(level, QUICK);
    return deflate(sample, probeLevel).length < RunDeflater.compress(sample).length;
  }

  private static byte[] deflate(byte[] data, int level) {
    Deflater deflater = new Deflater(level);
    try {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream deflated = new ByteArrayOutputStream(data.length / 2 + BUFFER);
      byte[] buffer = new byte[BUFFER];
      while (!deflater.finished()) {
        deflated.write(buffer, 0, deflater.deflate(buffer));
      }
      return deflated.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
