package io.atelier.diffusion.unet;

import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.GroupNorm;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Two convolutions around a shortcut, told the time in between. */
final class ResidualBlock implements Block {
  private static final double EPSILON = 1e-5;

  private final GroupNorm norm1;
  private final Conv2d conv1;
  private final Linear time;
  private final GroupNorm norm2;
  private final Conv2d conv2;
  private final @Nullable Conv2d shortcut;

  ResidualBlock(Weights weights) {
    this.norm1 = new GroupNorm(weights.in("in_layers.0"), EPSILON);
    this.conv1 = new Conv2d(weights.in("in_layers.2"));
    this.time = new Linear(weights.in("emb_layers.1"));
    this.norm2 = new GroupNorm(weights.in("out_layers.0"), EPSILON);
    this.conv2 = new Conv2d(weights.in("out_layers.3"));
    Weights skip = weights.in("skip_connection");
    this.shortcut = skip.has("weight") ? new Conv2d(skip) : null;
  }

  @Override
  public Tensor forward(Tensor x, Step step) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor h = conv1.forward(torch.silu(norm1.forward(x)));
      Tensor offset = time.forward(torch.silu(step.embedding()));
      h = h.add(offset.view(offset.size(0), offset.size(1), 1, 1));
      h = conv2.forward(torch.silu(norm2.forward(h)));
      return scope.keep((shortcut == null ? x : shortcut.forward(x)).add(h));
    }
  }
}
