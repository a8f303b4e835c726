package io.atelier.diffusion.vision;

import io.atelier.array.FloatArray;

/** Pictures as the visual half of CLIP takes them: square, in 256 levels, normalised. */
public final class VisionInput {
  private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};
  private static final float GREATEST_LEVEL = 255;

  private VisionInput() {}

  /**
   * The pictures [batch, 3, side, side].
   *
   * @param pixels [batch, 3, height, width] from 0 to 1
   * @param crop whether the middle square is taken; otherwise the picture is stretched
   */
  public static FloatArray of(FloatArray pixels, int side, boolean crop) {
    if (pixels.data().length == 0) {
      throw new IllegalArgumentException("there is no picture to look at: " + pixels);
    }
    return normalised(crop ? cropped(pixels, side) : SmoothBicubic.resize(pixels, side, side));
  }

  private static FloatArray cropped(FloatArray pixels, int side) {
    double scale = (double) side / Math.min(pixels.size(2), pixels.size(3));
    int height = (int) Math.rint(scale * pixels.size(2));
    int width = (int) Math.rint(scale * pixels.size(3));
    return SmoothBicubic.resize(pixels, height, width)
        .window((height - side) / 2, (width - side) / 2, side, side);
  }

  private static FloatArray normalised(FloatArray pixels) {
    FloatArray out = FloatArray.zeros(pixels.shape());
    int plane = pixels.size(2) * pixels.size(3);
    for (int i = 0; i < out.data().length; i++) {
      int channel = i / plane % MEAN.length;
      float level = Math.max(0, Math.min(GREATEST_LEVEL, pixels.data()[i] * GREATEST_LEVEL));
      float rounded = (float) Math.rint(level) / GREATEST_LEVEL;
      out.data()[i] = (float) ((rounded - MEAN[channel]) / DEVIATION[channel]);
    }
    return out;
  }
}
