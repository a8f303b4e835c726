package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.family.ModelFamily;

/** A rough picture of a latent without the autoencoder: a linear map of its channels to colours. */
public final class LatentPreview {
  private LatentPreview() {}

  /** The first item of a scaled latent as bytes, red, green, blue by pixel. */
  public static byte[] rgb(ModelFamily family, FloatArray latent) {
    double[][] factors = family.previewFactors();
    double[] bias = family.previewBias();
    int plane = latent.size(2) * latent.size(3);
    byte[] pixels = new byte[plane * 3];
    for (int p = 0; p < plane; p++) {
      for (int colour = 0; colour < 3; colour++) {
        double value = bias[colour];
        for (int c = 0; c < factors.length; c++) {
          value += latent.data()[c * plane + p] * factors[c][colour];
        }
        pixels[p * 3 + colour] = (byte) (Math.max(0, Math.min(1, (value + 1) / 2)) * 255);
      }
    }
    return pixels;
  }
}
