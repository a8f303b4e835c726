package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightsKey;

/** A picture of a latent by the decoder of a tiny autoencoder. */
public record TinyPreview(ModelStore store, WeightsKey decoder) {
  /**
   * Opens a decoder.
   *
   * @throws io.atelier.diffusion.store.UnrecognisedModelException when the file is none
   */
  public static TinyPreview open(ModelStore store, ModelFile file) {
    return new TinyPreview(store, TinyVae.half(file));
  }

  /** The first item of a scaled latent [batch, channels, height, width] as a picture. */
  public RgbPicture picture(FloatArray latent) {
    return RgbPicture.of(TinyVae.decodeScaled(store, decoder, latent.items(0, 1)));
  }
}
