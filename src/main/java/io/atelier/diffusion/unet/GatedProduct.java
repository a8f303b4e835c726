package io.atelier.diffusion.unet;

import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A product of which one half is scaled by the other, then another product. See <a
 * href="https://arxiv.org/abs/2002.05202">GLU Variants Improve Transformer</a>.
 */
final class GatedProduct implements Layer {
  private final Linear gate;
  private final Linear out;

  /** The products over weights named {@code net.0.proj} and {@code net.2}. */
  GatedProduct(Weights weights) {
    this.gate = new Linear(weights.in("net.0.proj"));
    this.out = new Linear(weights.in("net.2"));
  }

  @Override
  public Tensor forward(Tensor x) {
    TensorVector halves = gate.forward(x).chunk(2, -1);
    return out.forward(halves.get(0).mul(torch.gelu(halves.get(1))));
  }
}
