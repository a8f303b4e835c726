package io.atelier.diffusion.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Normalisation over the last dimension. See <a href="https://arxiv.org/abs/1607.06450">Layer
 * Normalization</a>.
 */
public final class LayerNorm implements Layer {
  private static final double EPSILON = 1e-5;

  private final Weight weight;
  private final Weight bias;

  public LayerNorm(Weights weights) {
    this.weight = weights.get("weight");
    this.bias = weights.get("bias");
  }

  @Override
  public Tensor forward(Tensor x) {
    return torch.layer_norm(
        x,
        new long[] {weight.size(0)},
        new TensorOptional(weight.value()),
        new TensorOptional(bias.value()),
        EPSILON,
        true);
  }
}
