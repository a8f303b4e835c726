package io.atelier.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small files that would cost a trusting decoder gigabytes or hours. */
public final class Bombs {
  private static final int TIFF_HEADER = 8;

  private Bombs() {}

  /** All of them, by a name that says what they do. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> bombs = new LinkedHashMap<>();
    bombs.put("tiff of tiles of 40000 x 40000", tiledTiff(10, 10, 40_000, 40_000));
    bombs.put("tiff of tiles of 13000 x 13000", tiledTiff(10, 10, 13_000, 13_000));
    bombs.put("tiff of tiles of no size", tiledTiff(10, 10, 0, 0));
    bombs.put("tiff of 60000 x 60000", tiledTiff(60_000, 60_000, 256, 256));
    bombs.put("tiff of 65535 samples a pixel", tiff(10, 10, 1, 65_535, new byte[100]));
    bombs.put("tiff around a jpeg of 40000 x 40000", tiff(10, 10, 7, 1, jpegHeader(40_000)));
    bombs.put("tiff around a jpeg of 3000 scans", tiff(64, 64, 7, 1, progressive(64, 3_000)));
    bombs.put("jpeg of 3000 scans", progressive(64, 3_000));
    bombs.put("jpeg of 90 scans over 36 megapixels", progressive(6_000, 90));
    bombs.put("jpeg of 65500 x 65500", jpegHeader(65_500));
    bombs.put("jpeg of 9000 x 9000 in 30 bytes", jpegHeader(9_000));
    bombs.put("gif of 200000 frames", gif(1, 1, 200_000));
    bombs.put("gif of 300 frames of 4000 x 4000", gif(4_000, 4_000, 300));
    bombs.put("gif of 60000 x 60000", gif(60_000, 60_000, 1));
    bombs.put("apng of 200000 frames", apng(200_000));
    bombs.put("png of 60000 x 60000", png(60_000, new byte[100]));
    bombs.put("png of 13000 x 13000 in 100 bytes", png(13_000, new byte[100]));
    bombs.put("webp of 100000 empty parts", webp("ABCD", 100_000));
    bombs.put("webp of 100000 empty frames", webp("ANMF", 100_000));
    bombs.put("bmp of 60000 x 60000", bmp(60_000, 60_000, 0));
    bombs.put("bmp of 2147483648 rows", bmp(10, Integer.MIN_VALUE, 0));
    bombs.put("bmp around a png", bmp(10, 10, 5));
    bombs.put("bmp around a jpeg", bmp(10, 10, 4));
    bombs.put("bmp of runs of 13000 x 13000", bmp(13_000, 13_000, 1));
    bombs.put("icon around a png of 60000 x 60000", icon(png(60_000, new byte[100])));
    bombs.put("icon around a bitmap of 60000 x 60000", icon(dib(60_000, 120_000, 0)));
    bombs.put("tga of 65535 x 65535", tga(65_535));
    bombs.put("tga of 13000 x 13000 in 30 bytes", tga(13_000));
    bombs.put("ppm of 13000 x 13000", text("P6 13000 13000 255\n0"));
    bombs.put(
        "pam of 2147483647 samples",
        text("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 2147483647\nMAXVAL 9\nENDHDR\n"));
    bombs.put("dds of 16384 x 16384", dds(16_384));
    bombs.put("jpeg 2000 of 60000 x 60000", jpeg2000(60_000, 60_000, 1, 5));
    bombs.put("jpeg 2000 of a million tiles", jpeg2000(1_000, 1, 1, 5));
    bombs.put("jpeg 2000 of 65535 layers", jpeg2000(1_000, 1_000, 65_535, 5));
    bombs.put("jpeg 2000 that never ends a packet", jpeg2000(100, 100, 1, 5, -1, -1, -1, -1));
    return bombs;
  }

  /** Little-endian; entries of one number each, the strip behind the directory. */
  static byte[] tiff(int width, int height, int compression, int samples, byte[] strip) {
    return directory(
        strip, width, height, compression, samples, new int[] {278, height, 273, -1, 279, -2});
  }

  private static byte[] tiledTiff(int width, int height, int tileWidth, int tileHeight) {
    byte[] tile = deflate(new byte[100_000]);
    return directory(
        tile, width, height, 8, 1, new int[] {322, tileWidth, 323, tileHeight, 324, -1, 325, -2});
  }

  private static byte[] directory(
      byte[] data, int width, int height, int compression, int samples, int[] more) {
    int[] start = {256, width, 257, height, 258, 8, 259, compression, 262, 1, 277, samples};
    int count = (start.length + more.length) / 2;
    int at = TIFF_HEADER + 2 + 12 * count + 4;
    ByteBuffer file = ByteBuffer.allocate(at + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(text("II*\0")).putInt(TIFF_HEADER).putShort((short) count);
    for (int[] entries : new int[][] {start, more}) {
      for (int i = 0; i < entries.length; i += 2) {
        int value = entries[i + 1] == -1 ? at : entries[i + 1] == -2 ? data.length : entries[i + 1];
        file.putShort((short) entries[i]).putShort((short) 4).putInt(1).putInt(value);
      }
    }
    return file.putInt(0).put(data).array();
  }

  /** A grey JPEG whose header says a size, and no pixels. */
  private static byte[] jpegHeader(int side) {
    ByteBuffer file = ByteBuffer.allocate(30).put(text("\u00ff\u00d8\u00ff\u00c0"));
    file.putShort((short) 11).put((byte) 8).putShort((short) side).putShort((short) side);
    file.put(new byte[] {1, 1, 0x11, 0}).put(text("\u00ff\u00da")).putShort((short) 8);
    return file.put(new byte[] {1, 1, 0, 0, 63, 0}).array();
  }

  /** A progressive grey JPEG of so many empty scans. */
  static byte[] progressive(int side, int scans) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(text("\u00ff\u00d8\u00ff\u00db\0C\0"));
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 1);
    file.writeBytes(ones);
    ByteBuffer header = ByteBuffer.allocate(13).put(text("\u00ff\u00c2")).putShort((short) 11);
    header.put((byte) 8).putShort((short) side).putShort((short) side);
    file.writeBytes(header.put(new byte[] {1, 1, 0x11, 0}).array());
    for (int kind : new int[] {0, 0x10}) {
      file.writeBytes(text("\u00ff\u00c4\0\u0015"));
      file.write(kind);
      file.writeBytes(new byte[] {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
      file.writeBytes(new byte[] {(byte) (kind == 0 ? 0 : 0xe0), (byte) (kind == 0 ? 1 : 0)});
    }
    int blocks = ((side + 7) / 8) * ((side + 7) / 8);
    file.writeBytes(text("\u00ff\u00da\0\u0008\1\1\0\0\0\0"));
    file.writeBytes(new byte[(blocks + 7) / 8]);
    for (int i = 0; i < scans; i++) {
      file.writeBytes(text("\u00ff\u00da\0\u0008\1\1\0\1\1\0"));
      file.writeBytes(new byte[2 * (blocks / 16_384 + 1)]);
    }
    file.writeBytes(text("\u00ff\u00d9"));
    return file.toByteArray();
  }

  private static byte[] gif(int width, int height, int frames) {
    ByteBuffer file = ByteBuffer.allocate(20 + 15 * frames).order(ByteOrder.LITTLE_ENDIAN);
    file.put(text("GIF89a")).putShort((short) width).putShort((short) height);
    file.put(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1});
    for (int i = 0; i < frames; i++) {
      file.put(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
    }
    return file.put((byte) 0x3b).array();
  }

  private static byte[] apng(int frames) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] pixel = deflate(new byte[4]);
    file.writeBytes(text("\u0089PNG\r\n\u001a\n"));
    file.writeBytes(chunk("IHDR", header(1)));
    file.writeBytes(chunk("acTL", ByteBuffer.allocate(8).putInt(frames).array()));
    byte[] control = ByteBuffer.allocate(26).putInt(0).putInt(1).putInt(1).array();
    for (int i = 0; i < frames; i++) {
      file.writeBytes(chunk("fcTL", control));
      file.writeBytes(
          i == 0
              ? chunk("IDAT", pixel)
              : chunk("fdAT", ByteBuffer.allocate(4 + pixel.length).putInt(1).put(pixel).array()));
    }
    return file.toByteArray();
  }

  /** A PNG that says a size, of so many bytes of pixels. */
  static byte[] png(int side, byte[] pixels, byte[]... chunks) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(text("\u0089PNG\r\n\u001a\n"));
    file.writeBytes(chunk("IHDR", header(side)));
    for (byte[] chunk : chunks) {
      file.writeBytes(chunk);
    }
    file.writeBytes(chunk("IDAT", deflate(pixels)));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private static byte[] header(int side) {
    return ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 8).put((byte) 2).array();
  }

  static byte[] chunk(String type, byte[] data) {
    CRC32 sum = new CRC32();
    sum.update(text(type));
    sum.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(text(type))
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  private static byte[] webp(String part, int parts) {
    ByteBuffer file = ByteBuffer.allocate(12 + 18 + 8 * parts).order(ByteOrder.LITTLE_ENDIAN);
    file.put(text("RIFF")).putInt(file.capacity() - 8).put(text("WEBPVP8X")).putInt(10);
    file.put(new byte[10]);
    for (int i = 0; i < parts; i++) {
      file.put(text(part)).putInt(0);
    }
    return file.array();
  }

  private static byte[] bmp(int width, int height, int compression) {
    byte[] dib = dib(width, height, compression);
    ByteBuffer file = ByteBuffer.allocate(14 + dib.length).order(ByteOrder.LITTLE_ENDIAN);
    return file.put(text("BM")).putInt(file.capacity()).putInt(0).putInt(54).put(dib).array();
  }

  private static byte[] dib(int width, int height, int compression) {
    ByteBuffer dib = ByteBuffer.allocate(140).order(ByteOrder.LITTLE_ENDIAN).putInt(40);
    dib.putInt(width).putInt(height).putShort((short) 1);
    return dib.putShort((short) (compression == 1 ? 8 : 24)).putInt(compression).array();
  }

  private static byte[] icon(byte[] picture) {
    ByteBuffer file = ByteBuffer.allocate(22 + picture.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0).putShort((short) 1).putShort((short) 1).putInt(0x1010);
    return file.putInt(0x200001).putInt(picture.length).putInt(22).put(picture).array();
  }

  private static byte[] tga(int side) {
    ByteBuffer file = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN).put(2, (byte) 10);
    file.putShort(12, (short) side).putShort(14, (short) side);
    return file.put(16, (byte) 24).array();
  }

  private static byte[] dds(int side) {
    ByteBuffer file = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    file.put(text("DDS ")).putInt(124).putInt(12, side).putInt(16, side).putInt(80, 4);
    return file.put(84, text("DXT1")).array();
  }

  private static byte[] jpeg2000(int side, int tile, int layers, int levels, int... packets) {
    ByteBuffer file = ByteBuffer.allocate(75 + packets.length);
    file.putInt(0xff4fff51).putShort((short) 41).putShort((short) 0).putInt(side).putInt(side);
    file.putLong(0).putInt(tile).putInt(tile).putLong(0).putShort((short) 1);
    file.put(new byte[] {7, 1, 1}).putShort((short) 0xff52).putShort((short) 12).put((byte) 0);
    file.put((byte) 0).putShort((short) layers).put((byte) 0).put((byte) levels);
    file.put(new byte[] {4, 4, 0, 1}).putShort((short) 0xff90).putShort((short) 10);
    file.putShort((short) 0).putInt(14 + packets.length).put((byte) 0).put((byte) 1);
    file.putShort((short) 0xff93);
    for (int packet : packets) {
      file.put((byte) packet);
    }
    return file.array();
  }

  static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(data);
      deflater.finish();
      byte[] packed = new byte[data.length / 2 + 100];
      return Arrays.copyOf(packed, deflater.deflate(packed));
    } finally {
      deflater.end();
    }
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
