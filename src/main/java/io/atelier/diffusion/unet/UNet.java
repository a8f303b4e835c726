package io.atelier.diffusion.unet;

import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.GroupNorm;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.Floats;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The denoising network of Stable Diffusion: a contracting and an expanding path of feature maps
 * with skip connections between them. See <a
 * href="https://arxiv.org/abs/2112.10752">High-Resolution Image Synthesis with Latent Diffusion
 * Models</a>.
 *
 * <p>Nothing of the architecture is fixed here: channels, levels, depths of transformers and the
 * size embedding follow from the names and shapes of the weights, so that the models of the family
 * differ only in what they are built from.
 */
public final class UNet {
  private static final double EPSILON = 1e-5;

  private final TimeEmbedding embedding;
  private final List<Stage> inputs;
  private final Stage middle;
  private final List<Stage> outputs;
  private final GroupNorm outNorm;
  private final Conv2d outConv;

  /**
   * What the network is asked.
   *
   * @param x [batch, channels, height, width], scaled for the noise level
   * @param timesteps one per item
   * @param context text features [batch, tokens, width]
   * @param label size and pooled features [batch, width], for models that take them
   * @param additions what control nets add, or null
   */
  public record Request(
      Floats x,
      float[] timesteps,
      Floats context,
      @Nullable Floats label,
      @Nullable Additions additions) {
    /** A request without control. */
    public Request(Floats x, float[] timesteps, Floats context, @Nullable Floats label) {
      this(x, timesteps, context, label, null);
    }
  }

  /** The network over weights named {@code input_blocks.…} and so on. */
  public UNet(Weights weights, Heads heads) {
    this.embedding = new TimeEmbedding(weights);
    this.inputs = Stage.all(weights.in("input_blocks"), heads);
    this.middle = Stage.of(weights.in("middle_block"), heads);
    this.outputs = Stage.all(weights.in("output_blocks"), heads);
    this.outNorm = new GroupNorm(weights.in("out.0"), EPSILON);
    this.outConv = new Conv2d(weights.in("out.2"));
  }

  /** The network's raw output, of the shape of {@code x} but for the channels. */
  public Floats predict(Request request, List<SkipFilter> filters) {
    return predict(request, filters, null);
  }

  /**
   * The network's raw output, of the shape of {@code x} but for the channels.
   *
   * @param places which things are to be where in every item, or null
   */
  public Floats predict(
      Request request, List<SkipFilter> filters, GroundingNetwork.@Nullable Places places) {
    return TensorScope.compute(
        () -> {
          Tensor context = Tensors.toNative(request.context());
          Tensor x = Tensors.toNative(request.x());
          Block.Step step =
              new Block.Step(
                  embedding.of(request), context, 0, 0, places == null ? null : places.ground());
          return Tensors.toJava(forward(x, step, request.additions(), filters));
        });
  }

  private Tensor forward(
      Tensor x, Block.Step step, @Nullable Additions additions, List<SkipFilter> filters) {
    if (additions != null
        && !additions.skips().isEmpty()
        && additions.skips().size() != inputs.size()) {
      throw new IllegalArgumentException("the control net is for another kind of model");
    }
    Deque<Tensor> skips = new ArrayDeque<>();
    Tensor h = x;
    for (int i = 0; i < inputs.size(); i++) {
      h =
          plus(
              inputs.get(i).forward(h, step), additions == null ? null : additions.inputs().get(i));
      skips.push(h);
    }
    h = plus(middle.forward(h, step), additions == null ? null : additions.middle());
    for (Stage stage : outputs) {
      Tensor skip = skips.pop();
      if (additions != null && !additions.skips().isEmpty()) {
        skip = skip.add(Tensors.toNative(additions.skips().get(skips.size())));
      }
      SkipFilter.Joint joint = new SkipFilter.Joint(h, skip);
      for (SkipFilter filter : filters) {
        joint = filter.apply(joint, embedding.modelChannels());
      }
      Tensor next = skips.isEmpty() ? x : skips.element();
      h = joined(stage, joint, step.enlargingTo(next));
    }
    return outConv.forward(torch.silu(outNorm.forward(h)));
  }

  private static Tensor plus(Tensor map, @Nullable Floats addition) {
    return addition == null ? map : map.add(Tensors.toNative(addition));
  }

  private static Tensor joined(Stage stage, SkipFilter.Joint joint, Block.Step step) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor both = torch.cat(new TensorVector(joint.backbone(), joint.skip()), 1);
      return scope.keep(stage.forward(both, step));
    }
  }
}
