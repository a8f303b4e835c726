package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/** A model without a network: D = 0.8·tanh(x/√(1+σ²)), unguided 0.6·tanh of the same. */
final class ToyModel implements Denoiser {
  private int calls;

  @Override
  public Prediction predict(FloatArray x, double sigma) {
    calls++;
    FloatArray squashed = x.scaled(1 / Math.sqrt(1 + sigma * sigma));
    for (int i = 0; i < squashed.data().length; i++) {
      squashed.data()[i] = (float) Math.tanh(squashed.data()[i]);
    }
    return new Prediction(squashed.scaled(0.8), squashed.scaled(0.6));
  }

  int calls() {
    return calls;
  }
}
