package io.atelier.bench;

import io.atelier.tensor.Dtype;
import io.atelier.tensor.SafetensorsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * Writes a file with a denoising network of the size of Stable Diffusion XL's in float16, 5.1 GB.
 * Its weights are small random numbers that repeat. Argument: the file's path.
 */
public final class HalfPrecisionSdxl {
  private static final int REPEATED = 1 << 16;
  private static final float SPREAD = 0.02f;
  private static final short HALF_ONE = 0x3C00;
  private static final int HALF_BIAS = 112;

  private HalfPrecisionSdxl() {}

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(path.getParent());
    byte[] numbers = smallNumbers();
    SafetensorsWriter writer = new SafetensorsWriter(Map.of());
    for (Map.Entry<String, long[]> weight : SdxlWeights.shapes().entrySet()) {
      long[] shape = weight.getValue();
      boolean norm = shape.length == 1 && weight.getKey().endsWith(".weight");
      writer.add(
          weight.getKey(),
          Dtype.F16,
          shape,
          out -> repeat(out, norm ? ones((int) shape[0]) : numbers, Short.BYTES * count(shape)));
    }
    writer.write(path);
  }

  private static long count(long[] shape) {
    long count = 1;
    for (long side : shape) {
      count *= side;
    }
    return count;
  }

  private static void repeat(OutputStream out, byte[] numbers, long bytes) throws IOException {
    for (long left = bytes; left > 0; left -= numbers.length) {
      out.write(numbers, 0, (int) Math.min(left, numbers.length));
    }
  }

  private static byte[] smallNumbers() {
    Random random = new Random(1);
    byte[] bytes = new byte[Short.BYTES * REPEATED];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (numbers.hasRemaining()) {
      numbers.putShort(half((random.nextFloat() * 2 - 1) * SPREAD));
    }
    return bytes;
  }

  private static byte[] ones(int count) {
    byte[] bytes = new byte[Short.BYTES * count];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (numbers.hasRemaining()) {
      numbers.putShort(HALF_ONE);
    }
    return bytes;
  }

  /** A float16 near the value, cut off instead of rounded; 0 where it would be subnormal. */
  private static short half(float value) {
    int bits = Float.floatToRawIntBits(value);
    int exponent = ((bits >>> 23) & 0xFF) - HALF_BIAS;
    int sign = (bits >>> 16) & 0x8000;
    return (short) (exponent <= 0 ? sign : sign | (exponent << 10) | ((bits >>> 13) & 0x3FF));
  }
}
