package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;

/**
 * No network: latents are the picture's own pixels from −1 to 1, without a change of size. For
 * models that work on pixels.
 */
public record PixelSpace() implements Vae {
  @Override
  public FloatArray decode(FloatArray latents) {
    FloatArray picture = FloatArray.zeros(latents.shape());
    for (int i = 0; i < picture.data().length; i++) {
      picture.data()[i] = Math.max(0, Math.min(1, (latents.data()[i] + 1) / 2));
    }
    return picture;
  }

  @Override
  public int scale() {
    return 1;
  }

  @Override
  public FloatArray encode(FloatArray pixels) {
    FloatArray latents = FloatArray.zeros(pixels.shape());
    for (int i = 0; i < latents.data().length; i++) {
      latents.data()[i] = pixels.data()[i] * 2 - 1;
    }
    return latents;
  }

  @Override
  public FloatArray decodeTiled(FloatArray latents, int tileWidth, int tileHeight, int overlap) {
    return decode(latents);
  }

  @Override
  public FloatArray encodeTiled(FloatArray pixels, int tileWidth, int tileHeight, int overlap) {
    return encode(pixels);
  }
}
