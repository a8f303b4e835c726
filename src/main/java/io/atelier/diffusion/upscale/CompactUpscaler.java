package io.atelier.diffusion.upscale;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Weight;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A plain sequence of convolutions whose result is added to the picture enlarged by repeating
 * pixels. See <a href="https://arxiv.org/abs/2107.10833">Real-ESRGAN</a> and its compact models.
 */
final class CompactUpscaler implements Upscaler {
  private final List<Layer> layers = new ArrayList<>();
  private final int scale;

  CompactUpscaler(Weights weights, UpscalerShape shape) {
    this.scale = shape.scale();
    for (int i = 0; i < shape.layers(); i++) {
      Weights part = weights.in("body").in(i);
      Weight weight = part.get("weight");
      layers.add(weight.rank() == 4 ? new Conv2d(part) : x -> torch.prelu(x, weight.value()));
    }
  }

  @Override
  public FloatArray upscale(FloatArray pixels) {
    return TensorScope.compute(() -> Tensors.toJava(forward(Tensors.toNative(pixels))));
  }

  private Tensor forward(Tensor x) {
    Tensor h = layers.get(0).forward(x);
    for (Layer layer : layers.subList(1, layers.size())) {
      Tensor before = h;
      h = layer.forward(before);
      TensorScope.free(before);
    }
    Tensor enlarged =
        torch.upsample_nearest2d(x, new long[] {x.size(2) * scale, x.size(3) * scale});
    return torch.pixel_shuffle(h, scale).add(enlarged);
  }
}
