package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.layer.Weights;
import org.bytedeco.pytorch.Tensor;

/**
 * Normalisation of queries and keys, head by head. See <a
 * href="https://arxiv.org/abs/2302.05442">Scaling Vision Transformers to 22 Billion Parameters</a>,
 * section 2.
 */
final class QueryKeyNorm {
  private final RmsNorm query;
  private final RmsNorm key;

  QueryKeyNorm(Weights weights) {
    this.query = new RmsNorm(weights.in("query_norm"));
    this.key = new RmsNorm(weights.in("key_norm"));
  }

  /** What a product [batch, tokens, 3·features] of all three holds. */
  Projected of(Tensor qkv) {
    Tensor parts = qkv.unflatten(2, 3, -1, query.width());
    return new Projected(
        query.forward(parts.select(2, 0)), key.forward(parts.select(2, 1)), parts.select(2, 2));
  }
}
