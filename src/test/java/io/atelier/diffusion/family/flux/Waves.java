package io.atelier.diffusion.family.flux;

import io.atelier.array.FloatArray;

/**
 * Numbers as cosines and sines of frequencies that fall from 1 to 1/10000, in the float32 steps
 * that the models were trained with: for numbers in the thousands they decide the fourth digit.
 */
public final class Waves {
  private static final float LONGEST_PERIOD = (float) Math.log(10000);

  private Waves() {}

  /** Waves [numbers, width]: first the cosines, then the sines. */
  public static FloatArray of(float[] numbers, int width) {
    int half = width / 2;
    FloatArray out = FloatArray.zeros(numbers.length, width);
    for (int i = 0; i < numbers.length; i++) {
      for (int k = 0; k < half; k++) {
        float exponent = -LONGEST_PERIOD * k / half;
        float angle = numbers[i] * (float) Math.exp(exponent);
        out.data()[i * width + k] = (float) Math.cos(angle);
        out.data()[i * width + half + k] = (float) Math.sin(angle);
      }
    }
    return out;
  }
}
