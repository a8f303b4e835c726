package io.atelier.diffusion.conditioning;

import io.atelier.array.FloatArray;

/** Cuts maps evenly at two opposite sides, so that their proportions are those of another size. */
public final class CentreCrop {
  private CentreCrop() {}

  /** The middle of maps [batch, channels, height, width] with the proportions of a target size. */
  public static FloatArray of(FloatArray maps, int targetHeight, int targetWidth) {
    int height = maps.size(2);
    int width = maps.size(3);
    double proportion = (double) width / height;
    double wanted = (double) targetWidth / targetHeight;
    int left = 0;
    int top = 0;
    if (proportion > wanted) {
      left = (int) Math.rint((width - width * (wanted / proportion)) / 2);
    } else if (proportion < wanted) {
      top = (int) Math.rint((height - height * (proportion / wanted)) / 2);
    }
    return maps.window(top, left, height - 2 * top, width - 2 * left);
  }
}
