package io.atelier.diffusion.network;

import io.atelier.array.FloatArray;

/**
 * A network that removes noise, loaded. What its output means, and in what scale it takes its
 * input, is the model's to know.
 */
@FunctionalInterface
public interface DenoisingNetwork {
  /**
   * The network's raw output, of the shape of {@code input.x()} but for the channels.
   *
   * @param patches changes within the network; those of kinds that it does not know are left out
   */
  FloatArray predict(NetworkInput input, NetworkPatches patches);
}
