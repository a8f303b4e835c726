package io.atelier.it.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** What the recordings tell of a picture: kind and size of any, pixels and texts of a PNG. */
final class Pictures {
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int START_OF_IMAGE = 0xffd8;

  private Pictures() {}

  /** Format and size as in the recordings; null for what is no PNG, JPEG or WebP. */
  static @Nullable Map<String, @Nullable Object> describe(byte[] file) {
    if (file.length < 33) {
      return null;
    }
    if (isPng(file)) {
      ByteBuffer header = ByteBuffer.wrap(file, 16, 10);
      Map<String, @Nullable Object> json = size("PNG", header.getInt(), header.getInt());
      json.put("bit_depth", (long) header.get());
      json.put("color_type", (long) header.get());
      return json;
    }
    if ((ByteBuffer.wrap(file).getShort() & 0xffff) == START_OF_IMAGE) {
      return jpeg(ByteBuffer.wrap(file));
    }
    return ascii(file, 0).equals("RIFF") && ascii(file, 8).equals("WEBP") ? webp(file) : null;
  }

  static boolean isPng(byte[] file) {
    return file.length > 8 && ByteBuffer.wrap(file, 0, 8).equals(ByteBuffer.wrap(PNG_SIGNATURE));
  }

  private static Map<String, @Nullable Object> size(String format, int width, int height) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", format);
    json.put("width", (long) width);
    json.put("height", (long) height);
    return json;
  }

  private static @Nullable Map<String, @Nullable Object> jpeg(ByteBuffer file) {
    file.position(2);
    while (file.remaining() > 10) {
      if ((file.get() & 0xff) != 0xff) {
        continue;
      }
      int marker = file.get() & 0xff;
      int start = file.position();
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
        int height = file.getShort(start + 3) & 0xffff;
        int width = file.getShort(start + 5) & 0xffff;
        Map<String, @Nullable Object> json = size("JPEG", width, height);
        json.put("components", (long) file.get(start + 7));
        return json;
      }
      file.position(Math.min(file.limit(), start + (file.getShort(start) & 0xffff)));
    }
    return null;
  }

  private static @Nullable Map<String, @Nullable Object> webp(byte[] file) {
    String chunk = ascii(file, 12);
    Map<String, @Nullable Object> json =
        switch (chunk) {
          case "VP8X" -> size("WEBP", 1 + little(file, 24, 3), 1 + little(file, 27, 3));
          case "VP8 " -> size("WEBP", little(file, 26, 2) & 0x3fff, little(file, 28, 2) & 0x3fff);
          case "VP8L" -> {
            int bits = little(file, 21, 4);
            yield size("WEBP", 1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff));
          }
          default -> null;
        };
    if (json != null) {
      json.put("chunk", chunk.strip());
    }
    return json;
  }

  private static int little(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[from + i] & 0xff);
    }
    return value;
  }

  private static String ascii(byte[] bytes, int from) {
    return new String(bytes, from, 4, StandardCharsets.US_ASCII);
  }

  /**
   * A decoded PNG.
   *
   * @param pixels rows of interleaved channels; null unless 8-bit and not interlaced
   */
  record Png(int channels, byte @Nullable [] pixels, Map<String, String> texts) {}

  static Png decodePng(byte[] file) throws DataFormatException {
    ByteBuffer in = ByteBuffer.wrap(file);
    in.position(8);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Map<String, String> texts = new LinkedHashMap<>();
    ByteBuffer header = ByteBuffer.allocate(13);
    while (in.remaining() >= 12) {
      byte[] data = new byte[in.getInt()];
      byte[] type = new byte[4];
      in.get(type).get(data).getInt();
      switch (new String(type, StandardCharsets.US_ASCII)) {
        case "IHDR" -> header = ByteBuffer.wrap(data);
        case "IDAT" -> compressed.writeBytes(data);
        case "tEXt" -> putText(texts, data, true);
        case "iTXt" -> putText(texts, data, false);
        default -> {}
      }
    }
    int channels =
        switch (header.get(9)) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    boolean plain = header.get(8) == 8 && header.get(12) == 0;
    byte[] pixels =
        plain
            ? unfilter(
                inflate(compressed.toByteArray()), header.getInt(0), header.getInt(4), channels)
            : null;
    return new Png(channels, pixels, texts);
  }

  private static void putText(Map<String, String> texts, byte[] data, boolean latin1) {
    String all = new String(data, StandardCharsets.ISO_8859_1);
    int end = all.indexOf(0);
    texts.put(all.substring(0, end), latin1 ? all.substring(end + 1) : "iTXt");
  }

  private static byte[] inflate(byte[] compressed) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    } finally {
      inflater.end();
    }
  }

  private static byte[] unfilter(byte[] raw, int width, int height, int channels) {
    int stride = width * channels;
    byte[] pixels = new byte[stride * height];
    for (int y = 0; y < height; y++) {
      int filter = raw[y * (stride + 1)];
      for (int x = 0; x < stride; x++) {
        int at = y * stride + x;
        int left = x >= channels ? pixels[at - channels] & 0xff : 0;
        int up = y > 0 ? pixels[at - stride] & 0xff : 0;
        int corner = x >= channels && y > 0 ? pixels[at - stride - channels] & 0xff : 0;
        int predicted =
            switch (filter) {
              case 1 -> left;
              case 2 -> up;
              case 3 -> (left + up) / 2;
              case 4 -> paeth(left, up, corner);
              default -> 0;
            };
        pixels[at] = (byte) (raw[y * (stride + 1) + 1 + x] + predicted);
      }
    }
    return pixels;
  }

  private static int paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toCorner = Math.abs(estimate - corner);
    return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
  }
}
