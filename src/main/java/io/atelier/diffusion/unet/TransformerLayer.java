package io.atelier.diffusion.unet;

import io.atelier.diffusion.layer.LayerNorm;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/** Attention of the picture to itself, then to the text, then a gated product. */
final class TransformerLayer {
  private final String place;
  private final LayerNorm norm1;
  private final CrossAttention self;
  private final LayerNorm norm2;
  private final CrossAttention cross;
  private final LayerNorm norm3;
  private final GatedProduct product;

  TransformerLayer(Weights weights, long heads) {
    this.place = weights.place();
    this.norm1 = new LayerNorm(weights.in("norm1"));
    this.self = CrossAttention.of(weights.in("attn1"), heads);
    this.norm2 = new LayerNorm(weights.in("norm2"));
    this.cross = CrossAttention.of(weights.in("attn2"), heads);
    this.norm3 = new LayerNorm(weights.in("norm3"));
    this.product = new GatedProduct(weights.in("ff"));
  }

  /**
   * The next features.
   *
   * @param x [batch, pixels, channels]
   * @param height of the map that the pixels are
   * @param width likewise
   */
  Tensor forward(Tensor x, Block.Step step, long height, long width) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor y = norm1.forward(x);
      SelfAttention attention = PatchedAttention.of(self, step.attentions());
      Tensor h = x.add(attention.attend(new SelfAttention.Call(y, y, height, width, step.place())));
      if (step.grounding() != null) {
        h = step.grounding().fuse(place, h);
      }
      h = h.add(cross.forward(norm2.forward(h), step.context()));
      return scope.keep(h.add(product.forward(norm3.forward(h))));
    }
  }
}
