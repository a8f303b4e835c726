package io.atelier.diffusion.unet;

import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The blocks between two skip connections, recognised by the names of their weights. */
record Stage(List<Block> blocks) implements Block {
  static Stage of(Weights weights, Heads heads) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; weights.in(i).isPresent(); i++) {
      blocks.add(block(weights.in(i), heads));
    }
    return new Stage(blocks);
  }

  /** The stages of a path, numbered from 0. */
  static List<Stage> all(Weights weights, Heads heads) {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; weights.in(i).isPresent(); i++) {
      stages.add(of(weights.in(i), heads));
    }
    return stages;
  }

  private static Block block(Weights weights, Heads heads) {
    if (weights.has("in_layers.0.weight")) {
      return new ResidualBlock(weights);
    }
    if (weights.has("proj_in.weight")) {
      return new SpatialTransformer(weights, heads);
    }
    if (weights.has("op.weight")) {
      Conv2d halving = new Conv2d(weights.in("op"), 2, 1);
      return (x, step) -> halving.forward(x);
    }
    if (weights.has("conv.weight")) {
      Conv2d smoothing = new Conv2d(weights.in("conv"));
      return (x, step) ->
          smoothing.forward(
              torch.upsample_nearest2d(
                  x, new long[] {step.enlargedHeight(), step.enlargedWidth()}));
    }
    Conv2d plain = new Conv2d(weights);
    return (x, step) -> plain.forward(x);
  }

  @Override
  public Tensor forward(Tensor x, Step step) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor h = x;
      for (Block block : blocks) {
        h = block.forward(h, step);
      }
      return scope.keep(h);
    }
  }
}
