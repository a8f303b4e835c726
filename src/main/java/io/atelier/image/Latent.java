package io.atelier.image;

import io.atelier.array.FloatArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture in a model's latent space.
 *
 * @param samples [batch, channels, height, width], or with a time dimension before height; one
 *     eighth of the picture's sides, unscaled
 * @param noiseMask [batch, 1, height, width] of any size: 1 where noise may act; null for
 *     everywhere
 * @param batchIndex the place of each item in the batch that noise is drawn for; null for 0, 1, 2 …
 */
public record Latent(
    FloatArray samples, @Nullable FloatArray noiseMask, @Nullable List<Integer> batchIndex) {
  public static Latent of(FloatArray samples) {
    return new Latent(samples, null, null);
  }

  /** The same with other samples. */
  public Latent withSamples(FloatArray other) {
    return new Latent(other, noiseMask, batchIndex);
  }

  @Override
  public String toString() {
    return "latent " + samples;
  }
}
