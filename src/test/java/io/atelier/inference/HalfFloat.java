package io.atelier.inference;

/** Rounding to float16, ties to even, subnormal numbers kept. */
final class HalfFloat {
  private HalfFloat() {}

  /** The bits of the nearest float16; magnitudes must be below 65504. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int exponent = ((bits >>> 23) & 0xFF) - 112;
    int mantissa = (bits & 0x7FFFFF) | 0x800000;
    int shift = exponent > 0 ? 13 : 14 - exponent;
    if (shift > 24) {
      return (short) sign;
    }
    int rounded = mantissa >>> shift;
    int rest = mantissa & ((1 << shift) - 1);
    int half = 1 << (shift - 1);
    if (rest > half || (rest == half && (rounded & 1) == 1)) {
      rounded++;
    }
    int result = exponent > 0 ? rounded + ((exponent - 1) << 10) : rounded;
    return (short) (sign | result);
  }
}
