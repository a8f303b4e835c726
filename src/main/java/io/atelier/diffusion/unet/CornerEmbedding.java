package io.atelier.diffusion.unet;

/**
 * The corners of a rectangle as sines and cosines of eight frequencies from 1 towards 100. See <a
 * href="https://arxiv.org/abs/2301.07093">GLIGEN</a>.
 */
public final class CornerEmbedding {
  private static final int FREQUENCIES = 8;
  private static final double GREATEST_FREQUENCY = 100;

  private CornerEmbedding() {}

  /** For each frequency, the sines of all corners, then their cosines; 64 values. */
  public static float[] of(float left, float top, float right, float bottom) {
    float[] corners = {left, top, right, bottom};
    float[] out = new float[2 * FREQUENCIES * corners.length];
    int at = 0;
    for (int f = 0; f < FREQUENCIES; f++) {
      double frequency = Math.pow(GREATEST_FREQUENCY, (double) f / FREQUENCIES);
      for (int c = 0; c < corners.length; c++) {
        out[at + c] = (float) Math.sin(frequency * corners[c]);
        out[at + corners.length + c] = (float) Math.cos(frequency * corners[c]);
      }
      at += 2 * corners.length;
    }
    return out;
  }
}
