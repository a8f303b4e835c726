package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;

/**
 * Pictures to latents and back. Pictures are [batch, 3, height, width] from 0 to 1, latents [batch,
 * channels, height, width], unscaled.
 */
public interface Vae {
  /** The scale of all but {@link PixelSpace}. */
  int SCALE = 8;

  /** Pixels per latent pixel along each side. */
  default int scale() {
    return SCALE;
  }

  /** The picture of a latent. */
  FloatArray decode(FloatArray latents);

  /**
   * The latent of a picture: the mean of what a network finds likely.
   *
   * @param pixels cropped evenly to sides that the network takes
   * @throws IllegalArgumentException when nothing is left of them
   */
  FloatArray encode(FloatArray pixels);

  /** The picture of a latent, computed in overlapping tiles; sizes in latent pixels. */
  FloatArray decodeTiled(FloatArray latents, int tileWidth, int tileHeight, int overlap);

  /** The latent of a picture, computed in overlapping tiles; sizes in pixels. */
  FloatArray encodeTiled(FloatArray pixels, int tileWidth, int tileHeight, int overlap);
}
