package io.atelier.image.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Writes WebP, still or animated: libwebp encodes each frame whole, and the container around them
 * is ours, since libwebp's own assembling part has no Java binding.
 */
public final class WebpEncoder {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int ANIMATION_FLAG = 0x02;
  private static final int EXIF_FLAG = 0x08;
  private static final int ALPHA_FLAG = 0x10;

  /** A frame replaces what was there before instead of being blended over it. */
  private static final byte REPLACES = 2;

  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

  private WebpEncoder() {}

  /**
   * A WebP file: an animation that repeats for ever, or of one frame a plain picture.
   *
   * @param frames 8-bit samples of each frame, row by row; at least one
   * @param width in pixels, up to 16383
   * @param height likewise
   * @param channels 3 (RGB) or 4 (RGBA)
   * @param duration of every frame in milliseconds, below 2²⁴
   * @param exif texts by EXIF tag
   * @throws IOException when libwebp refuses the pictures
   */
  public static byte[] encode(
      List<byte[]> frames,
      int width,
      int height,
      int channels,
      int duration,
      WebpQuality quality,
      SortedMap<Integer, String> exif)
      throws IOException {
    List<byte[]> encoded = new ArrayList<>();
    for (byte[] frame : frames) {
      encoded.add(pictureChunks(quality.encode(frame, width, height, channels)));
    }
    boolean animated = frames.size() > 1;
    int flags =
        (animated ? ANIMATION_FLAG : 0)
            | (exif.isEmpty() ? 0 : EXIF_FLAG)
            | (channels == 4 ? ALPHA_FLAG : 0);
    WebpEncoder file = new WebpEncoder();
    ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
    putSize(header, width, height);
    file.chunk("VP8X", header.array());
    if (animated) {
      file.chunk("ANIM", new byte[6]);
    }
    for (byte[] picture : encoded) {
      if (animated) {
        ByteBuffer frame = ByteBuffer.allocate(16 + picture.length).order(ByteOrder.LITTLE_ENDIAN);
        put24(frame, 0);
        put24(frame, 0);
        putSize(frame, width, height);
        put24(frame, duration);
        file.chunk("ANMF", frame.put(REPLACES).put(picture).array());
      } else {
        file.chunks.writeBytes(picture);
      }
    }
    if (!exif.isEmpty()) {
      file.chunk("EXIF", ExifTexts.block(exif));
    }
    return file.bytes();
  }

  /** The chunks of a still WebP file that hold its pixels. */
  private static byte[] pictureChunks(byte[] file) {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream(file.length);
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = FILE_HEADER;
    while (at + CHUNK_HEADER <= file.length) {
      int length = CHUNK_HEADER + buffer.getInt(at + 4);
      length += length & 1;
      String type = new String(file, at, 4, StandardCharsets.US_ASCII);
      if (type.equals("ALPH") || type.equals("VP8 ") || type.equals("VP8L")) {
        pixels.write(file, at, length);
      }
      at += length;
    }
    return pixels.toByteArray();
  }

  private void chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer header = ByteBuffer.allocate(CHUNK_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(name).putInt(data.length);
    chunks.writeBytes(header.array());
    chunks.writeBytes(data);
    chunks.writeBytes(new byte[data.length & 1]);
  }

  private byte[] bytes() {
    ByteBuffer file = ByteBuffer.allocate(FILE_HEADER + chunks.size());
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + chunks.size());
    file.put("WEBP".getBytes(StandardCharsets.US_ASCII));
    file.put(chunks.toByteArray());
    return file.array();
  }

  private static void putSize(ByteBuffer buffer, int width, int height) {
    put24(buffer, width - 1);
    put24(buffer, height - 1);
  }

  private static void put24(ByteBuffer buffer, int value) {
    buffer.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }
}
