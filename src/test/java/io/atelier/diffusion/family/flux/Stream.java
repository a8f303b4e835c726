package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The half of a {@link DoubleBlock} that text or picture goes through. */
final class Stream {
  private static final int PARTS = 6;
  private static final int GATE = 2;
  private static final int PRODUCT = 3;
  private static final int PRODUCT_GATE = 5;

  private final Linear modulation;
  private final Linear qkv;
  private final QueryKeyNorm norm;
  private final Linear attentionOut;
  private final Linear productIn;
  private final Linear productOut;

  /** The half whose weights' names begin with {@code img} or {@code txt}. */
  Stream(Weights block, String name) {
    Weights attention = block.in(name + "_attn");
    this.modulation = new Linear(block.in(name + "_mod.lin"));
    this.qkv = new Linear(attention.in("qkv"));
    this.norm = new QueryKeyNorm(attention.in("norm"));
    this.attentionOut = new Linear(attention.in("proj"));
    this.productIn = new Linear(block.in(name + "_mlp.0"));
    this.productOut = new Linear(block.in(name + "_mlp.2"));
  }

  Modulation modulation(Tensor vector) {
    return Modulation.of(modulation, vector, PARTS);
  }

  /** What tokens [batch, tokens, width] bring to the attention. */
  Projected projected(Tensor x, Modulation steered) {
    return norm.of(qkv.forward(steered.applied(x, 0)));
  }

  /** The next features of tokens, given what they took from all. */
  Tensor next(Tensor x, Tensor attended, Modulation steered) {
    Tensor sum = steered.gated(x, GATE, attentionOut.forward(attended));
    Tensor hidden = torch.gelu(productIn.forward(steered.applied(sum, PRODUCT)), "tanh");
    return steered.gated(sum, PRODUCT_GATE, productOut.forward(hidden));
  }
}
