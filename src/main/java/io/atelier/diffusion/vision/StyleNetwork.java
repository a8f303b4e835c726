package io.atelier.diffusion.vision;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.EncoderLayer;
import io.atelier.diffusion.layer.LayerNorm;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weight;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.text.ClipNetwork;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A style adapter: learned tokens look at the features of a picture and become tokens like those of
 * a text. See <a href="https://arxiv.org/abs/2302.08453">T2I-Adapter</a>.
 */
public final class StyleNetwork {
  private static final int HEADS = 8;

  private final Weight learned;
  private final LayerNorm before;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private final LayerNorm after;
  private final Linear projection;

  /**
   * The network over weights named {@code style_embedding}, {@code ln_pre}, {@code layers.…},
   * {@code ln_post} and {@code proj.weight}.
   */
  public StyleNetwork(Weights weights) {
    this.learned = weights.get("style_embedding");
    this.before = new LayerNorm(weights.in("ln_pre"));
    Weights encoder = weights.in("layers");
    for (int i = 0; encoder.in(i).has("layer_norm1.weight"); i++) {
      layers.add(new EncoderLayer(encoder.in(i), HEADS, false, ClipNetwork.Activation.QUICK_GELU));
    }
    this.after = new LayerNorm(weights.in("ln_post"));
    this.projection = new Linear(weights.in("proj"));
  }

  /**
   * The tokens [pictures, learned tokens, text width].
   *
   * @param features of pictures [pictures, tokens, width]
   */
  public FloatArray tokens(FloatArray features) {
    return TensorScope.compute(
        () -> {
          Tensor seen = Tensors.toNative(features);
          Tensor own = learned.value().expand(seen.size(0), learned.size(1), learned.size(2));
          Tensor x = before.forward(torch.cat(new TensorVector(seen, own), 1));
          for (EncoderLayer layer : layers) {
            x = layer.forward(x);
          }
          Tensor styled = x.narrow(1, seen.size(1), own.size(1));
          return Tensors.toJava(projection.forward(after.forward(styled)));
        });
  }
}
