package io.atelier.image.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes animated PNG of whole frames, texts in private {@code comf} chunks after the first. */
public final class ApngEncoder {
  private ApngEncoder() {}

  /**
   * An animated PNG file that repeats for ever; of one frame, a plain PNG.
   *
   * @param frames 8-bit samples of each frame, row by row
   * @param channels 3 (RGB) or 4 (RGBA)
   * @param delay of every frame, 0 to 65535
   * @param parts of a second that the delay counts, 1 to 65535
   * @param level of compression, 0 (none) to 9 (smallest)
   * @param texts by keyword, in order
   */
  public static byte[] encode(
      List<byte[]> frames,
      int width,
      int height,
      int channels,
      int delay,
      int parts,
      int level,
      Map<String, String> texts) {
    PngEncoder png = new PngEncoder();
    png.header(width, height, channels);
    boolean animated = frames.size() > 1;
    if (animated) {
      png.chunk("acTL", ByteBuffer.allocate(8).putInt(frames.size()).array());
    }
    int sequence = 0;
    for (int i = 0; i < frames.size(); i++) {
      if (animated) {
        png.chunk("fcTL", frameControl(sequence++, width, height, delay, parts));
      }
      byte[] data = PngEncoder.compress(frames.get(i), width * channels, channels, level);
      if (i == 0) {
        png.chunk("IDAT", data);
        texts.forEach((key, text) -> png.chunk("comf", keyed(key, text)));
      } else {
        png.chunk("fdAT", ByteBuffer.allocate(4).putInt(sequence++).array(), data);
      }
    }
    png.chunk("IEND");
    return png.bytes();
  }

  private static byte[] keyed(String key, String text) {
    return (key + "\0" + text).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] frameControl(int sequence, int width, int height, int delay, int parts) {
    return ByteBuffer.allocate(26)
        .putInt(sequence)
        .putInt(width)
        .putInt(height)
        .putInt(0)
        .putInt(0)
        .putShort((short) delay)
        .putShort((short) parts)
        .array();
  }
}
