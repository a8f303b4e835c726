package io.atelier.image;

/** Conversion between float values 0 to 1 and bytes 0 to 255. */
public final class Bytes8 {
  private static final float[] FLOATS = new float[256];

  static {
    for (int i = 0; i < FLOATS.length; i++) {
      FLOATS[i] = i / 255f;
    }
  }

  private Bytes8() {}

  /** The byte of a value: 255 times as much, cut to 0 to 255, its fraction dropped; NaN is 0. */
  public static byte of(float value) {
    float scaled = 255f * value;
    return (byte) (scaled > 0 ? (int) Math.min(scaled, 255f) : 0);
  }

  /** The value of a byte. */
  public static float toFloat(byte value) {
    return FLOATS[value & 255];
  }

  /** The bytes of a range of values, each by {@link #of}. */
  public static byte[] fromFloats(float[] values, int start, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = of(values[start + i]);
    }
    return bytes;
  }

  /** Writes the values of bytes to a place in an array. */
  public static void toFloats(byte[] bytes, float[] target, int start) {
    for (int i = 0; i < bytes.length; i++) {
      target[start + i] = FLOATS[bytes[i] & 255];
    }
  }
}
