package io.atelier.diffusion.unet;

import io.atelier.diffusion.layer.GroupNorm;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Transformer layers over the pixels of a feature map, around a shortcut. The projections in and
 * out are products per pixel, whether a model stores them as 1×1 convolutions or as matrices. See
 * <a href="https://arxiv.org/abs/2112.10752">High-Resolution Image Synthesis with Latent Diffusion
 * Models</a>.
 */
final class SpatialTransformer implements Block {
  private static final double EPSILON = 1e-6;

  private final GroupNorm norm;
  private final Linear in;
  private final List<TransformerLayer> layers = new ArrayList<>();
  private final Linear out;

  SpatialTransformer(Weights weights, Heads heads) {
    this.norm = new GroupNorm(weights.in("norm"), EPSILON);
    this.in = new Linear(weights.in("proj_in"));
    this.out = new Linear(weights.in("proj_out"));
    long channels = weights.get("proj_in.weight").size(0);
    Weights blocks = weights.in("transformer_blocks");
    for (int i = 0; blocks.in(i).has("norm1.weight"); i++) {
      layers.add(new TransformerLayer(blocks.in(i), heads.count(channels)));
    }
  }

  @Override
  public Tensor forward(Tensor x, Step step) {
    try (TensorScope scope = TensorScope.open()) {
      long batch = x.size(0);
      long channels = x.size(1);
      long height = x.size(2);
      long width = x.size(3);
      Tensor h = norm.forward(x).permute(0, 2, 3, 1).reshape(batch, height * width, channels);
      h = in.forward(h);
      for (TransformerLayer layer : layers) {
        h = layer.forward(h, step);
      }
      h = out.forward(h);
      Tensor map = h.reshape(batch, height, width, channels).permute(0, 3, 1, 2);
      return scope.keep(map.add(x).contiguous(x.suggest_memory_format()));
    }
  }
}
