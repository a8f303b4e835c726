package io.atelier.image;

import io.atelier.memory.Allocation;

/**
 * The random numbers that LibTorch's CPU generator gives for a seed: MT19937, of whose seed the low
 * 32 bits count, and normal numbers after Box and Muller. Not for several threads at a time.
 *
 * <p>Uniform numbers are the same bit for bit. Normal ones may differ from those of a vectorised
 * LibTorch by 2e-7, since its logarithm and cosine are not rounded correctly.
 */
public final class TorchRandom {
  private static final int SIZE = 624;
  private static final int MIDDLE = 397;
  private static final int TWIST = 0x9908b0df;
  private static final int UPPER = 0x80000000;

  /** So many normal numbers and more are made in blocks of this length. */
  private static final int BLOCK = 16;

  private static final float TWO_PI = (float) (2 * Math.PI);

  private final int[] state = new int[SIZE];
  private int next = SIZE;
  private double spare = Double.NaN;

  public TorchRandom(long seed) {
    state[0] = (int) seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** The next 32 bits. */
  public int nextInt() {
    if (next == SIZE) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & ~UPPER);
      state[i] = state[(i + MIDDLE) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
  }

  /** The next number of 24 bits, 0 to below 1, as {@code torch.rand} gives it. */
  public float nextFloat() {
    return (nextInt() & 0xffffff) * 0x1p-24f;
  }

  private double nextDouble() {
    long high = (long) nextInt() << 32;
    long bits = high | (nextInt() & 0xffff_ffffL);
    return (bits & ((1L << 53) - 1)) * 0x1p-53;
  }

  /** So many numbers of mean 0 and deviation 1, as {@code torch.randn} gives them in one call. */
  public float[] normal(int count) {
    float[] values = new float[Allocation.floats(count)];
    if (count < BLOCK) {
      for (int i = 0; i < count; i++) {
        values[i] = (float) nextNormal();
      }
      return values;
    }
    for (int i = 0; i < count; i++) {
      values[i] = nextFloat();
    }
    for (int start = 0; start + BLOCK <= count; start += BLOCK) {
      transform(values, start);
    }
    if (count % BLOCK != 0) {
      int last = count - BLOCK;
      for (int i = last; i < count; i++) {
        values[i] = nextFloat();
      }
      transform(values, last);
    }
    return values;
  }

  private static void transform(float[] values, int start) {
    int half = BLOCK / 2;
    for (int i = start; i < start + half; i++) {
      float logarithm = (float) Math.log(1f - values[i]);
      float radius = (float) Math.sqrt(-2f * logarithm);
      float angle = TWO_PI * values[i + half];
      values[i] = radius * (float) Math.cos(angle);
      values[i + half] = radius * (float) Math.sin(angle);
    }
  }

  /** Numbers come in pairs, of which the second is kept for the next time. */
  private double nextNormal() {
    if (!Double.isNaN(spare)) {
      double kept = spare;
      spare = Double.NaN;
      return kept;
    }
    double angle = 2 * Math.PI * nextDouble();
    double radius = Math.sqrt(-2 * Math.log1p(-nextDouble()));
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}
