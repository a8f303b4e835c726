package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightsKey;

/**
 * The autoencoder of a model, trained with a Kullback–Leibler term. See {@link VaeNetwork}.
 *
 * @param weights of encoder and decoder
 */
public record KlVae(ModelStore store, WeightsKey weights) implements NetworkVae {
  @Override
  public FloatArray decodeRaw(FloatArray latents) {
    return store.with(
        weights, VaeNetwork.class, VaeNetwork::new, network -> network.decode(latents));
  }

  @Override
  public FloatArray encodeRaw(FloatArray pixels) {
    return store.with(
        weights, VaeNetwork.class, VaeNetwork::new, network -> network.encode(pixels));
  }
}
