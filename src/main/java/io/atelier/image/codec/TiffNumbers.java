package io.atelier.image.codec;

import java.nio.ByteBuffer;

/**
 * The whole numbers under a tag of a TIFF directory.
 *
 * @param type as the directory names it
 */
record TiffNumbers(int type, long[] values) {
  /** Bytes of an entry of a plain directory. */
  static final int ENTRY = 12;

  private static final int LONG = 4;

  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int UNDEFINED = 7;
  private static final int IFD = 13;
  private static final int LONG8 = 16;
  private static final int IFD8 = 18;

  /** Numbers of four bytes. */
  static TiffNumbers longs(long... values) {
    return new TiffNumbers(LONG, values);
  }

  /** Bytes of a number of the type; 0 for a type that is no whole number without a sign. */
  static int size(int type) {
    return switch (type) {
      case BYTE, UNDEFINED -> 1;
      case SHORT -> 2;
      case LONG, IFD -> 4;
      case LONG8, IFD8 -> 8;
      default -> 0;
    };
  }

  /** The same numbers for a plain file, where none has eight bytes. */
  TiffNumbers plain() {
    return size(type) > 4 ? longs(values) : this;
  }

  /** Bytes that they take outside the directory. */
  int outside() {
    int length = values.length * size(type);
    return length > 4 ? length + (length & 1) : 0;
  }

  static long get(ByteBuffer file, int at, int type) {
    return switch (size(type)) {
      case 1 -> file.get(at) & 0xff;
      case 2 -> file.getShort(at) & 0xffff;
      case 4 -> file.getInt(at) & 0xffff_ffffL;
      default -> file.getLong(at);
    };
  }

  /** Writes a number; gives the place behind it. */
  static int put(ByteBuffer file, int at, int type, long number) {
    switch (size(type)) {
      case 1 -> file.put(at, (byte) number);
      case 2 -> file.putShort(at, (short) number);
      default -> file.putInt(at, (int) number);
    }
    return at + size(type);
  }
}
