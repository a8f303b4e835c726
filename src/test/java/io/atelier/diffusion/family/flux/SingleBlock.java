package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A block in which text and picture share weights, and attention and product stand side by side.
 * See <a href="https://arxiv.org/abs/2302.05442">Scaling Vision Transformers to 22 Billion
 * Parameters</a>, section 2.
 */
final class SingleBlock {
  private static final int PARTS = 3;
  private static final int GATE = 2;

  private final Linear modulation;
  private final Linear in;
  private final QueryKeyNorm norm;
  private final Linear out;

  SingleBlock(Weights weights) {
    this.modulation = new Linear(weights.in("modulation.lin"));
    this.in = new Linear(weights.in("linear1"));
    this.norm = new QueryKeyNorm(weights.in("norm"));
    this.out = new Linear(weights.in("linear2"));
  }

  /** The next features of tokens [batch, tokens, width]. */
  Tensor forward(Tensor x, Tensor vector, Rope rope) {
    try (TensorScope scope = TensorScope.open()) {
      Modulation steered = Modulation.of(modulation, vector, PARTS);
      Tensor both = in.forward(steered.applied(x, 0));
      long qkv = 3 * x.size(2);
      Tensor attended = norm.of(both.narrow(2, 0, qkv)).attended(rope);
      Tensor product = torch.gelu(both.narrow(2, qkv, both.size(2) - qkv), "tanh");
      Tensor change = out.forward(torch.cat(new TensorVector(attended, product), 2));
      return scope.keep(steered.gated(x, GATE, change));
    }
  }
}
