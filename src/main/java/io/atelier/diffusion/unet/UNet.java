package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.GroupNorm;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.network.DenoisingNetwork;
import io.atelier.diffusion.network.Hint;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.network.NetworkPatches;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.lang.System.Logger.Level;
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
public final class UNet implements DenoisingNetwork {
  /** Size and pooled features [batch, width], for models that take them. */
  public static final Hint<FloatArray> LABEL = Hint.byItem("label");

  /** What control nets add. */
  public static final Hint<ControlResiduals> RESIDUALS =
      Hint.forAll("residuals", ControlResiduals.class);

  /** Which things are to be where in every item. */
  public static final Hint<GroundingNetwork.Places> PLACES =
      Hint.forAll("places", GroundingNetwork.Places.class);

  private static final System.Logger LOG = System.getLogger(UNet.class.getName());
  private static final double EPSILON = 1e-5;

  private final TimeEmbedding embedding;
  private final List<Stage> inputs;
  private final Stage middle;
  private final List<Stage> outputs;
  private final GroupNorm outNorm;
  private final Conv2d outConv;

  /** The network over weights named {@code input_blocks.…} and so on. */
  public UNet(Weights weights, Heads heads) {
    this.embedding = new TimeEmbedding(weights);
    this.inputs = Stage.all(weights.in("input_blocks"), heads);
    this.middle = Stage.of(weights.in("middle_block"), heads);
    this.outputs = Stage.all(weights.in("output_blocks"), heads);
    this.outNorm = new GroupNorm(weights.in("out.0"), EPSILON);
    this.outConv = new Conv2d(weights.in("out.2"));
  }

  @Override
  public FloatArray predict(NetworkInput input, NetworkPatches patches) {
    return TensorScope.compute(
        () -> {
          Tensor x = Tensors.toNative(input.x());
          GroundingNetwork.Places places = input.hints().find(PLACES);
          Block.Step step =
              Block.Step.of(
                  input,
                  embedding.of(input),
                  patches.of(SelfAttentionPatch.class),
                  places == null ? null : places.ground());
          return Tensors.toJava(forward(x, step, input.hints().find(RESIDUALS), patches));
        });
  }

  private Tensor forward(
      Tensor x, Block.Step step, @Nullable ControlResiduals residuals, NetworkPatches patches) {
    List<DeepShrink> shrinks = patches.of(DeepShrink.class);
    List<SkipFilter> filters = patches.of(SkipFilter.class);
    if (residuals != null
        && !residuals.skips().isEmpty()
        && residuals.skips().size() != inputs.size()) {
      throw new IllegalArgumentException("the control net is for another kind of model");
    }
    Deque<Tensor> skips = new ArrayDeque<>();
    Tensor h = contracted(x, step, residuals, shrinks, skips);
    h = middle.forward(h, step.in(SelfAttention.Part.MIDDLE));
    h = added(h, residuals == null ? null : residuals.middle());
    for (Stage stage : outputs) {
      Tensor skip = skips.pop();
      if (residuals != null && !residuals.skips().isEmpty()) {
        skip = added(skip, residuals.skips().get(skips.size()));
      }
      for (DeepShrink shrink : shrinks) {
        h = shrink.restored(h, skip);
      }
      SkipFilter.Joint joint = new SkipFilter.Joint(h, skip);
      for (SkipFilter filter : filters) {
        joint = filter.apply(joint, embedding.modelChannels());
      }
      Tensor next = skips.isEmpty() ? x : skips.element();
      h = joined(stage, joint, step.in(SelfAttention.Part.OUTPUT).enlargingTo(next));
    }
    return outConv.forward(torch.silu(outNorm.forward(h)));
  }

  /** The map after the contracting path, whose skip connections are pushed. */
  private Tensor contracted(
      Tensor x,
      Block.Step step,
      @Nullable ControlResiduals residuals,
      List<DeepShrink> shrinks,
      Deque<Tensor> skips) {
    Tensor h = x;
    for (int i = 0; i < inputs.size(); i++) {
      h = inputs.get(i).forward(h, step);
      h = added(h, residuals == null ? null : residuals.inputs().get(i));
      h = shrunk(h, i, shrinks, false);
      skips.push(h);
      h = shrunk(h, i, shrinks, true);
    }
    return h;
  }

  private static Tensor shrunk(Tensor map, int block, List<DeepShrink> shrinks, boolean afterSkip) {
    Tensor h = map;
    for (DeepShrink shrink : shrinks) {
      if (shrink.block() == block && shrink.afterSkip() == afterSkip) {
        h = shrink.shrunk(h);
      }
    }
    return h;
  }

  /** The map with what a control net adds, which is left out where maps were shrunk. */
  private static Tensor added(Tensor map, @Nullable FloatArray addition) {
    if (addition == null) {
      return map;
    }
    if (map.size(2) != addition.size(2) || map.size(3) != addition.size(3)) {
      LOG.log(
          Level.WARNING,
          () -> "a feature map was shrunk; what a control net adds does not fit and is left out");
      return map;
    }
    return map.add(Tensors.toNative(addition));
  }

  private static Tensor joined(Stage stage, SkipFilter.Joint joint, Block.Step step) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor both = torch.cat(new TensorVector(joint.backbone(), joint.skip()), 1);
      return scope.keep(stage.forward(both, step));
    }
  }
}
