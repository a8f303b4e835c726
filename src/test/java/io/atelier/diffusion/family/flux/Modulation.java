package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.layer.Linear;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The shifts, scales and gates by which timestep and text steer a block. See <a
 * href="https://arxiv.org/abs/2212.09748">Scalable Diffusion Models with Transformers</a>, section
 * 3.2.
 *
 * @param all [batch, 1, parts·width]
 * @param width of a part
 */
record Modulation(Tensor all, long width) {
  private static final double EPSILON = 1e-6;

  /**
   * The modulation that a layer makes of a vector.
   *
   * @param vector [batch, width]
   * @param parts in the layer's output
   */
  static Modulation of(Linear layer, Tensor vector, long parts) {
    Tensor all = layer.forward(torch.silu(vector)).unsqueeze(1);
    return new Modulation(all, all.size(2) / parts);
  }

  private Tensor part(int index) {
    return all.narrow(2, index * width, width);
  }

  /** The normalised features, shifted by a part and scaled by the next. */
  Tensor applied(Tensor x, int shift) {
    Tensor normal =
        torch.layer_norm(
            x, new long[] {x.size(2)}, new TensorOptional(), new TensorOptional(), EPSILON, true);
    return normal.mul(part(shift + 1).add(new Scalar(1.0))).add(part(shift));
  }

  /** The features and what is added to them through a gate. */
  Tensor gated(Tensor x, int gate, Tensor change) {
    return x.add(part(gate).mul(change));
  }
}
