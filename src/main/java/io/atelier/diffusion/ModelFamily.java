package io.atelier.diffusion;

import io.atelier.diffusion.unet.Heads;

/** A kind of model: what its weights do not say themselves. */
public final class ModelFamily {
  /** Stable Diffusion 1.5 and what was trained from it. */
  public static final ModelFamily SD15 =
      new ModelFamily(
          Heads.ofCount(8),
          0.18215,
          new double[][] {
            {0.3512, 0.2297, 0.3227},
            {0.3250, 0.4974, 0.2350},
            {-0.2829, 0.1762, 0.2721},
            {-0.2120, -0.2616, -0.7177}
          },
          new double[] {0, 0, 0});

  private final Heads heads;
  private final double latentScale;
  private final double[][] previewFactors;
  private final double[] previewBias;

  private ModelFamily(
      Heads heads, double latentScale, double[][] previewFactors, double[] previewBias) {
    this.heads = heads;
    this.latentScale = latentScale;
    this.previewFactors = previewFactors;
    this.previewBias = previewBias;
  }

  public Heads heads() {
    return heads;
  }

  /** What the autoencoder's latents are multiplied with for sampling. */
  public double latentScale() {
    return latentScale;
  }

  /** The number of channels of latents. */
  public int latentChannels() {
    return previewFactors.length;
  }

  /** Red, green and blue, −1 to 1, of each channel of a scaled latent. */
  double[][] previewFactors() {
    return previewFactors;
  }

  double[] previewBias() {
    return previewBias;
  }
}
