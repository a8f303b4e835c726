package io.atelier.diffusion.family;

import io.atelier.diffusion.autoencoder.TinyVae;
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
          new double[] {0, 0, 0},
          TinyVae.Kind.TAESD,
          ExtraChannels.NONE);

  /** Stable Diffusion 1.5 for inpainting. */
  public static final ModelFamily SD15_INPAINTING = SD15.with(ExtraChannels.MASKED_PICTURE);

  /**
   * Stable Diffusion 1.5 for edits by instruction. See <a
   * href="https://arxiv.org/abs/2211.09800">InstructPix2Pix</a>.
   */
  public static final ModelFamily SD15_EDITING = SD15.with(ExtraChannels.PICTURE);

  /** What a network takes as further channels of its input, after those of the noisy latent. */
  public enum ExtraChannels {
    NONE(0),
    /** A mask of what is to be painted, and the scaled latent of the picture without that. */
    MASKED_PICTURE(5),
    /** The unscaled latent of the picture to be edited. */
    PICTURE(4);

    private final int count;

    ExtraChannels(int count) {
      this.count = count;
    }

    public int count() {
      return count;
    }
  }

  private final Heads heads;
  private final double latentScale;
  private final double[][] previewFactors;
  private final double[] previewBias;
  private final TinyVae.Kind tinyVae;
  private final ExtraChannels extraChannels;

  private ModelFamily(
      Heads heads,
      double latentScale,
      double[][] previewFactors,
      double[] previewBias,
      TinyVae.Kind tinyVae,
      ExtraChannels extraChannels) {
    this.heads = heads;
    this.latentScale = latentScale;
    this.previewFactors = previewFactors;
    this.previewBias = previewBias;
    this.tinyVae = tinyVae;
    this.extraChannels = extraChannels;
  }

  private ModelFamily with(ExtraChannels other) {
    return new ModelFamily(heads, latentScale, previewFactors, previewBias, tinyVae, other);
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

  /** Which tiny autoencoder knows its latents. */
  public TinyVae.Kind tinyVae() {
    return tinyVae;
  }

  /** What the network is shown beside the noisy latent. */
  public ExtraChannels extraChannels() {
    return extraChannels;
  }

  /** Red, green and blue, −1 to 1, of each channel of a scaled latent. */
  public double[][] previewFactors() {
    return previewFactors;
  }

  public double[] previewBias() {
    return previewBias;
  }
}
