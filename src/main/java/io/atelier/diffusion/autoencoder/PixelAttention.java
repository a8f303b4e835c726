package io.atelier.diffusion.autoencoder;

import io.atelier.diffusion.layer.Attention;
import io.atelier.diffusion.layer.GroupNorm;
import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/** Attention of the pixels of a feature map to each other, with one head, around a shortcut. */
final class PixelAttention implements Layer {
  private final GroupNorm norm;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear out;

  PixelAttention(Weights weights) {
    this.norm = new GroupNorm(weights.in("norm"), ResnetBlock.EPSILON);
    this.query = new Linear(weights.in("q"));
    this.key = new Linear(weights.in("k"));
    this.value = new Linear(weights.in("v"));
    this.out = new Linear(weights.in("proj_out"));
  }

  @Override
  public Tensor forward(Tensor x) {
    try (TensorScope scope = TensorScope.open()) {
      long batch = x.size(0);
      long channels = x.size(1);
      long height = x.size(2);
      long width = x.size(3);
      Tensor h = norm.forward(x).permute(0, 2, 3, 1).reshape(batch, height * width, channels);
      Tensor attended = Attention.of(query.forward(h), key.forward(h), value.forward(h), 1, false);
      Tensor map = out.forward(attended).reshape(batch, height, width, channels);
      return scope.keep(map.permute(0, 3, 1, 2).add(x).contiguous());
    }
  }
}
