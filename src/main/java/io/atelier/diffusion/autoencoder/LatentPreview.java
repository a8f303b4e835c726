package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import java.util.List;

/** A rough picture of a latent without the autoencoder: a linear map of its channels to colours. */
public final class LatentPreview {
  private LatentPreview() {}

  /** The first picture of a scaled latent as bytes, red, green, blue by pixel. */
  public static byte[] rgb(LatentFormat format, FloatArray latent) {
    List<List<Double>> factors = format.preview().factors();
    List<Double> bias = format.preview().bias();
    int plane = latent.size(-2) * latent.size(-1);
    int channel = latent.itemLength() / latent.size(1);
    byte[] pixels = new byte[plane * 3];
    for (int p = 0; p < plane; p++) {
      for (int colour = 0; colour < 3; colour++) {
        double value = bias.get(colour);
        for (int c = 0; c < factors.size(); c++) {
          value += latent.data()[c * channel + p] * factors.get(c).get(colour);
        }
        pixels[p * 3 + colour] = (byte) (Math.max(0, Math.min(1, (value + 1) / 2)) * 255);
      }
    }
    return pixels;
  }
}
