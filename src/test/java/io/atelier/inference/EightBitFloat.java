package io.atelier.inference;

/** Rounding to eight bits, ties to even, without saturation, after the formats' definitions. */
enum EightBitFloat {
  /** Four bits of exponent, three of mantissa, no infinities. */
  E4M3FN(4, 3, 7, true),
  /** Five bits of exponent, two of mantissa. */
  E5M2(5, 2, 15, false);

  private final int exponentBits;
  private final int mantissaBits;
  private final int bias;
  private final boolean finite;

  EightBitFloat(int exponentBits, int mantissaBits, int bias, boolean finite) {
    this.exponentBits = exponentBits;
    this.mantissaBits = mantissaBits;
    this.bias = bias;
    this.finite = finite;
  }

  byte of(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 31 << 7;
    int top = (1 << exponentBits) - 1;
    int nan = (top << mantissaBits) | ((1 << mantissaBits) - 1);
    int tooLarge = finite ? nan : top << mantissaBits;
    if (!Float.isFinite(value)) {
      return (byte) (sign | (Float.isNaN(value) ? nan : tooLarge));
    }
    double magnitude = Math.abs((double) value);
    int exponent = magnitude == 0 ? 1 - bias : Math.max(Math.getExponent(magnitude), 1 - bias);
    double step = Math.scalb(1.0, exponent - mantissaBits);
    double rounded = Math.rint(magnitude / step) * step;
    boolean normal = rounded >= Math.scalb(1.0, 1 - bias);
    exponent = normal ? Math.getExponent(rounded) : 1 - bias;
    int units = (int) (rounded / Math.scalb(1.0, exponent - mantissaBits));
    int mantissa = normal ? units - (1 << mantissaBits) : units;
    int field = normal ? exponent + bias : 0;
    boolean over =
        field > top || (field == top && (!finite || mantissa == (1 << mantissaBits) - 1));
    return (byte) (sign | (over ? tooLarge : (field << mantissaBits) | mantissa));
  }
}
