package io.atelier.image.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The chunks of a PNG file one after the other, up to its end or to where it is cut off; checksums
 * are not looked at.
 */
final class PngChunks implements Iterator<PngChunks.Chunk> {
  /** Bytes of a chunk besides its data: length, type and checksum. */
  static final int FRAME_BYTES = 12;

  private static final int CHECKSUM_BYTES = 4;

  private final ByteBuffer file;
  private boolean ended;

  /**
   * @param file with or without the signature of PNG
   */
  PngChunks(byte[] file) {
    this.file = ByteBuffer.wrap(file);
    this.file.position(Math.min(Long.BYTES, file.length));
  }

  /**
   * One chunk.
   *
   * @param data as much as there is
   * @param whole whether all of it is there, checksum too
   * @param start its first byte in the file, which is that of its length
   */
  record Chunk(String type, ByteBuffer data, boolean whole, int start) {}

  @Override
  public boolean hasNext() {
    return !ended && file.remaining() >= FRAME_BYTES - CHECKSUM_BYTES;
  }

  @Override
  public Chunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int start = file.position();
    int length = file.getInt();
    String type = StandardCharsets.ISO_8859_1.decode(file.slice().limit(4)).toString();
    file.position(file.position() + 4);
    int there = length < 0 ? file.remaining() : Math.min(length, file.remaining());
    ByteBuffer data = file.slice().limit(there);
    file.position(file.position() + there);
    boolean whole = there == length && file.remaining() >= CHECKSUM_BYTES;
    file.position(Math.min(file.limit(), file.position() + CHECKSUM_BYTES));
    ended = type.equals("IEND");
    return new Chunk(type, data, whole, start);
  }
}
