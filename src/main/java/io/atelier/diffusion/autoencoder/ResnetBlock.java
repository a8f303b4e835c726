package io.atelier.diffusion.autoencoder;

import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.GroupNorm;
import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Two convolutions around a shortcut. */
final class ResnetBlock implements Layer {
  static final double EPSILON = 1e-6;

  private final GroupNorm norm1;
  private final Conv2d conv1;
  private final GroupNorm norm2;
  private final Conv2d conv2;
  private final @Nullable Conv2d shortcut;

  ResnetBlock(Weights weights) {
    this.norm1 = new GroupNorm(weights.in("norm1"), EPSILON);
    this.conv1 = new Conv2d(weights.in("conv1"));
    this.norm2 = new GroupNorm(weights.in("norm2"), EPSILON);
    this.conv2 = new Conv2d(weights.in("conv2"));
    Weights skip = weights.in("nin_shortcut");
    this.shortcut = skip.has("weight") ? new Conv2d(skip) : null;
  }

  @Override
  public Tensor forward(Tensor x) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor h = conv1.forward(torch.silu(norm1.forward(x)));
      h = conv2.forward(torch.silu(norm2.forward(h)));
      return scope.keep((shortcut == null ? x : shortcut.forward(x)).add(h));
    }
  }
}
