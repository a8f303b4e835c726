package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Weight;
import io.atelier.diffusion.layer.Weights;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Division by the root of the mean square over the last dimension. See <a
 * href="https://arxiv.org/abs/1910.07467">Root Mean Square Layer Normalization</a>.
 */
final class RmsNorm implements Layer {
  private static final double EPSILON = 1e-6;

  private final Weight scale;

  RmsNorm(Weights weights) {
    this.scale = weights.get("scale");
  }

  /** The length of the last dimension. */
  long width() {
    return scale.size(0);
  }

  @Override
  public Tensor forward(Tensor x) {
    return torch.rms_norm(
        x, new long[] {width()}, new TensorOptional(scale.value()), new DoubleOptional(EPSILON));
  }
}
