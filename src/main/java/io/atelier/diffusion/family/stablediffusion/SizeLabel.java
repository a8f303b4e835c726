package io.atelier.diffusion.family.stablediffusion;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.unet.SinusoidalEmbedding;

/**
 * What models of the XL kind are told: features of the whole text, and sizes and places in pixels
 * as waves. See <a href="https://arxiv.org/abs/2307.01952">SDXL</a>, section 2.2.
 *
 * @param numbers which sizes and places
 */
record SizeLabel(Numbers numbers) implements Label {
  private static final int WIDTH = 256;

  /** Which numbers a model is told. */
  enum Numbers {
    /** The size, what was cut off, and the size that is wanted. */
    TARGET {
      @Override
      float[] of(Conditioning.Size size, boolean negative) {
        return new float[] {
          size.height(),
          size.width(),
          size.cropTop(),
          size.cropLeft(),
          size.targetHeight(),
          size.targetWidth()
        };
      }
    },
    /** The size, what was cut off, and how beautiful the picture is to be. */
    AESTHETIC {
      @Override
      float[] of(Conditioning.Size size, boolean negative) {
        Double said = size.aesthetic();
        double score = said == null ? (negative ? UNWANTED : WANTED) : said;
        return new float[] {
          size.height(), size.width(), size.cropTop(), size.cropLeft(), (float) score
        };
      }
    };

    private static final double WANTED = 6;
    private static final double UNWANTED = 2.5;

    abstract float[] of(Conditioning.Size size, boolean negative);
  }

  /**
   * The label.
   *
   * @throws IllegalArgumentException when the entry has no features of the whole text
   */
  @Override
  public FloatArray of(Conditioning.Entry entry, RunStart run) {
    FloatArray pooled = entry.pooled();
    if (pooled == null) {
      throw new IllegalArgumentException(
          "the conditioning has no features of the whole text, which Stable Diffusion XL takes");
    }
    Conditioning.Size size = entry.size() == null ? whole(run.latent()) : entry.size();
    FloatArray waves = SinusoidalEmbedding.of(numbers.of(size, run.negative()), WIDTH);
    FloatArray label = FloatArray.zeros(1, pooled.itemLength() + waves.data().length);
    System.arraycopy(pooled.data(), 0, label.data(), 0, pooled.itemLength());
    System.arraycopy(waves.data(), 0, label.data(), pooled.itemLength(), waves.data().length);
    return label;
  }

  /** The size of the picture of a latent, nothing cut off. */
  private static Conditioning.Size whole(FloatArray latent) {
    int height = latent.size(-2) * Vae.SCALE;
    int width = latent.size(-1) * Vae.SCALE;
    return new Conditioning.Size(height, width, 0, 0, height, width, null);
  }
}
