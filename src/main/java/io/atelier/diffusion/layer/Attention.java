package io.atelier.diffusion.layer;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Softmax attention with several heads. See <a href="https://arxiv.org/abs/1706.03762">Attention Is
 * All You Need</a>. LibTorch computes it in blocks, so that memory grows with the number of tokens
 * and not with its square.
 */
public final class Attention {
  private Attention() {}

  /**
   * Attention over [batch, tokens, features], scaled by one over the root of a head's width.
   *
   * @param causal whether a token sees only itself and those before it
   */
  public static Tensor of(Tensor q, Tensor k, Tensor v, long heads, boolean causal) {
    Tensor result =
        torch.scaled_dot_product_attention(
            split(q, heads),
            split(k, heads),
            split(v, heads),
            new TensorOptional(),
            0.0,
            causal,
            new DoubleOptional(),
            false);
    return result.transpose(1, 2).reshape(q.size(0), q.size(1), q.size(2));
  }

  /** How much each token of q attends to each of k, [batch, heads, tokens, tokens]. */
  public static Tensor weights(Tensor q, Tensor k, long heads) {
    double scale = 1 / Math.sqrt((double) q.size(2) / heads);
    Tensor products = split(q, heads).matmul(split(k, heads).transpose(2, 3));
    return products.mul(new Scalar(scale)).softmax(-1);
  }

  private static Tensor split(Tensor x, long heads) {
    return x.view(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
  }
}
