package io.atelier.diffusion.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Normalisation over 32 groups of channels. See <a href="https://arxiv.org/abs/1803.08494">Group
 * Normalization</a>.
 */
public final class GroupNorm implements Layer {
  private static final int GROUPS = 32;

  private final Weight weight;
  private final Weight bias;
  private final double epsilon;

  public GroupNorm(Weights weights, double epsilon) {
    this.weight = weights.get("weight");
    this.bias = weights.get("bias");
    this.epsilon = epsilon;
  }

  @Override
  public Tensor forward(Tensor x) {
    return torch.group_norm(
        x,
        GROUPS,
        new TensorOptional(weight.value()),
        new TensorOptional(bias.value()),
        epsilon,
        true);
  }
}
