package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A block in which text and picture have weights of their own and attend to both. See <a
 * href="https://arxiv.org/abs/2403.03206">Scaling Rectified Flow Transformers for High-Resolution
 * Image Synthesis</a>, section 4.
 */
final class DoubleBlock {
  private final Stream text;
  private final Stream image;

  DoubleBlock(Weights weights) {
    this.text = new Stream(weights, "txt");
    this.image = new Stream(weights, "img");
  }

  /**
   * Features of all tokens.
   *
   * @param text [batch, tokens, width]
   * @param image likewise
   */
  record Features(Tensor text, Tensor image) {
    /** Those of the text before those of the picture. */
    Tensor joined() {
      return torch.cat(new TensorVector(text, image), 1);
    }
  }

  /** The next features. */
  Features forward(Features x, Tensor vector, Rope rope) {
    try (TensorScope scope = TensorScope.open()) {
      Modulation ofText = text.modulation(vector);
      Modulation ofImage = image.modulation(vector);
      Tensor attended =
          text.projected(x.text(), ofText).and(image.projected(x.image(), ofImage)).attended(rope);
      long texts = x.text().size(1);
      long images = x.image().size(1);
      return new Features(
          scope.keep(text.next(x.text(), attended.narrow(1, 0, texts), ofText)),
          scope.keep(image.next(x.image(), attended.narrow(1, texts, images), ofImage)));
    }
  }
}
