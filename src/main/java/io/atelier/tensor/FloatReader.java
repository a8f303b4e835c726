package io.atelier.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Turns the elements of stored types into float32. */
final class FloatReader {
  private FloatReader() {}

  /**
   * The elements in order.
   *
   * @param bytes little-endian, exactly the tensor's
   */
  static float[] read(ByteBuffer bytes, TensorInfo tensor) throws IOException {
    float[] floats = new float[Math.toIntExact(tensor.count())];
    switch (tensor.dtype()) {
      case F32 -> bytes.asFloatBuffer().get(floats);
      case F16 -> fill(floats, i -> halfToFloat(bytes.getShort(2 * i)));
      case BF16 -> fill(floats, i -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16));
      case F64 -> fill(floats, i -> (float) bytes.getDouble(8 * i));
      case BOOL -> fill(floats, i -> bytes.get(i) == 0 ? 0f : 1f);
      case U8 -> fill(floats, i -> bytes.get(i) & 0xff);
      case I8 -> fill(floats, bytes::get);
      case I16 -> fill(floats, i -> bytes.getShort(2 * i));
      case U16 -> fill(floats, i -> bytes.getShort(2 * i) & 0xffff);
      case I32 -> fill(floats, i -> bytes.getInt(4 * i));
      case U32 -> fill(floats, i -> bytes.getInt(4 * i) & 0xffffffffL);
      case I64 -> fill(floats, i -> bytes.getLong(8 * i));
      case U64 -> fill(floats, i -> unsigned(bytes.getLong(8 * i)));
      case F8_E4M3, F8_E5M2 ->
          throw new IOException(tensor + " is of an 8-bit type that has no float32 reading here");
    }
    return floats;
  }

  /** The element at an index, as float32. */
  private interface Element {
    float at(int index);
  }

  private static void fill(float[] floats, Element element) {
    for (int i = 0; i < floats.length; i++) {
      floats[i] = element.at(i);
    }
  }

  /** The value of 64 unsigned bits; the lowest bit is kept sticky so that it is rounded once. */
  private static float unsigned(long bits) {
    return bits >= 0 ? bits : 2f * ((bits >>> 1) | (bits & 1));
  }

  /** The value of an IEEE 754 binary16 number. */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | (fraction << 13));
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
  }
}
