package io.atelier.diffusion.unet;

import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.GroupNorm;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.Floats;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

  private final Linear time1;
  private final Linear time2;
  private final @Nullable Linear label1;
  private final @Nullable Linear label2;
  private final List<Stage> inputs;
  private final Stage middle;
  private final List<Stage> outputs;
  private final GroupNorm outNorm;
  private final Conv2d outConv;
  private final int modelChannels;

  /**
   * What the network is asked.
   *
   * @param x [batch, channels, height, width], scaled for the noise level
   * @param timesteps one per item
   * @param context text features [batch, tokens, width]
   * @param label size and pooled features [batch, width], for models that take them
   */
  public record Request(Floats x, float[] timesteps, Floats context, @Nullable Floats label) {}

  /** The network over weights named {@code input_blocks.…} and so on. */
  public UNet(Weights weights, Heads heads) {
    this.time1 = new Linear(weights.in("time_embed.0"));
    this.time2 = new Linear(weights.in("time_embed.2"));
    boolean labelled = weights.has("label_emb.0.0.weight");
    this.label1 = labelled ? new Linear(weights.in("label_emb.0.0")) : null;
    this.label2 = labelled ? new Linear(weights.in("label_emb.0.2")) : null;
    this.inputs = stages(weights.in("input_blocks"), heads);
    this.middle = Stage.of(weights.in("middle_block"), heads);
    this.outputs = stages(weights.in("output_blocks"), heads);
    this.outNorm = new GroupNorm(weights.in("out.0"), EPSILON);
    this.outConv = new Conv2d(weights.in("out.2"));
    this.modelChannels = (int) weights.get("input_blocks.0.0.weight").size(0);
  }

  private static List<Stage> stages(Weights weights, Heads heads) {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; weights.in(i).isPresent(); i++) {
      stages.add(Stage.of(weights.in(i), heads));
    }
    return stages;
  }

  /** The network's raw output, of the shape of {@code x} but for the channels. */
  public Floats predict(Request request, List<SkipFilter> filters) {
    return TensorScope.compute(
        () -> {
          Tensor embedding = embed(request);
          Tensor context = Tensors.toNative(request.context());
          Tensor x = Tensors.toNative(request.x());
          return Tensors.toJava(forward(x, new Block.Step(embedding, context, 0, 0), filters));
        });
  }

  private Tensor embed(Request request) {
    Floats times = SinusoidalEmbedding.of(request.timesteps(), modelChannels);
    Tensor embedding = time2.forward(torch.silu(time1.forward(Tensors.toNative(times))));
    if (label1 == null || label2 == null) {
      return embedding;
    }
    if (request.label() == null) {
      throw new IllegalArgumentException("the model takes a label, but none was given");
    }
    Tensor label = label1.forward(Tensors.toNative(request.label()));
    return embedding.add(label2.forward(torch.silu(label)));
  }

  private Tensor forward(Tensor x, Block.Step step, List<SkipFilter> filters) {
    Deque<Tensor> skips = new ArrayDeque<>();
    Tensor h = x;
    for (Stage stage : inputs) {
      h = stage.forward(h, step);
      skips.push(h);
    }
    h = middle.forward(h, step);
    for (Stage stage : outputs) {
      SkipFilter.Joint joint = new SkipFilter.Joint(h, skips.pop());
      for (SkipFilter filter : filters) {
        joint = filter.apply(joint, modelChannels);
      }
      Tensor next = skips.isEmpty() ? x : skips.element();
      h = joined(stage, joint, step.enlargingTo(next));
    }
    return outConv.forward(torch.silu(outNorm.forward(h)));
  }

  private static Tensor joined(Stage stage, SkipFilter.Joint joint, Block.Step step) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor both = torch.cat(new TensorVector(joint.backbone(), joint.skip()), 1);
      return scope.keep(stage.forward(both, step));
    }
  }
}
