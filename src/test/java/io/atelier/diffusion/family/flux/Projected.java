package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.layer.Attention;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What tokens ask, answer to, and say in an attention, each [batch, tokens, heads, width].
 *
 * @param q queries
 * @param k keys
 * @param v values
 */
record Projected(Tensor q, Tensor k, Tensor v) {
  /** The same with further tokens behind. */
  Projected and(Projected further) {
    return new Projected(joined(q, further.q), joined(k, further.k), joined(v, further.v));
  }

  private static Tensor joined(Tensor first, Tensor second) {
    return torch.cat(new TensorVector(first, second), 1);
  }

  /** What each token takes from all, [batch, tokens, heads·width]. */
  Tensor attended(Rope rope) {
    long heads = q.size(2);
    return Attention.of(
        rope.turned(q).flatten(2, 3), rope.turned(k).flatten(2, 3), v.flatten(2, 3), heads, false);
  }
}
