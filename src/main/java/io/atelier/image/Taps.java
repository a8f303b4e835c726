package io.atelier.image;

/**
 * The samples along one axis that make up each new one, with their weights, in float32 as LibTorch
 * computes them.
 *
 * @param count of taps for each new sample
 * @param index of a sample, [new sample, tap]
 * @param weight of a sample, likewise
 */
record Taps(int count, int[] index, float[] weight) {
  private static final float CUBIC_A = -0.75f;

  static Taps of(ResizeMethod method, int in, int out) {
    return switch (method) {
      case NEAREST_EXACT -> nearest(in, out);
      case BILINEAR -> linear(in, out);
      case BICUBIC -> cubic(in, out);
      case AREA, LANCZOS -> throw new IllegalArgumentException(method + " has no fixed taps");
    };
  }

  private static Taps nearest(int in, int out) {
    float scale = (float) in / out;
    int[] index = new int[out];
    for (int i = 0; i < out; i++) {
      float source = Math.max(0f, scale * (i + 0.5f) - 0.5f);
      index[i] = Math.min((int) Math.floor(source + 0.5), in - 1);
    }
    return new Taps(1, index, new float[0]);
  }

  private static Taps linear(int in, int out) {
    float scale = (float) in / out;
    int[] index = new int[2 * out];
    float[] weight = new float[2 * out];
    for (int i = 0; i < out; i++) {
      float source = Math.max(0f, scale * (i + 0.5f) - 0.5f);
      int low = Math.min((int) source, in - 1);
      float fraction = Math.min(Math.max(source - low, 0f), 1f);
      index[2 * i] = low;
      index[2 * i + 1] = Math.min(low + 1, in - 1);
      weight[2 * i] = 1f - fraction;
      weight[2 * i + 1] = fraction;
    }
    return new Taps(2, index, weight);
  }

  private static Taps cubic(int in, int out) {
    float scale = (float) in / out;
    int[] index = new int[4 * out];
    float[] weight = new float[4 * out];
    for (int i = 0; i < out; i++) {
      float source = scale * (i + 0.5f) - 0.5f;
      int low = (int) Math.floor(source);
      float t = Math.min(Math.max(source - low, 0f), 1f);
      for (int tap = 0; tap < 4; tap++) {
        index[4 * i + tap] = Math.min(Math.max(low - 1 + tap, 0), in - 1);
      }
      weight[4 * i] = outer(t + 1f);
      weight[4 * i + 1] = inner(t);
      weight[4 * i + 2] = inner(1f - t);
      weight[4 * i + 3] = outer(2f - t);
    }
    return new Taps(4, index, weight);
  }

  /** The cubic for distances up to 1. */
  private static float inner(float x) {
    return ((CUBIC_A + 2) * x - (CUBIC_A + 3)) * x * x + 1;
  }

  /** The cubic for distances from 1 to 2. */
  private static float outer(float x) {
    return ((CUBIC_A * x - 5 * CUBIC_A) * x + 8 * CUBIC_A) * x - 4 * CUBIC_A;
  }
}
