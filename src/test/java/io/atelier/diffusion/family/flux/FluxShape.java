package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.store.WeightSource;

/**
 * What the names and shapes of the weights say of a model.
 *
 * @param inChannels of the network's input
 * @param outChannels of its output
 * @param vectorWidth of the features of the whole text
 * @param guided whether the network is told how strongly the text pulls
 */
record FluxShape(int inChannels, int outChannels, int vectorWidth, boolean guided) {
  static FluxShape of(WeightSource network) {
    return new FluxShape(
        (int) network.shape("img_in.weight")[1] / Patches.AREA,
        (int) network.shape("final_layer.linear.weight")[0] / Patches.AREA,
        (int) network.shape("vector_in.in_layer.weight")[1],
        network.has("guidance_in.in_layer.weight"));
  }
}
