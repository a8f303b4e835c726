package io.atelier.diffusion.family.flux;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.network.DenoisingNetwork;
import io.atelier.diffusion.network.Hint;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.network.NetworkPatches;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The denoising network of Flux.1: a transformer over the tokens of text and picture. See <a
 * href="https://github.com/black-forest-labs/flux">FLUX.1</a>.
 */
public final class FluxNetwork implements DenoisingNetwork {
  /** How strongly the text pulls, one number per item [batch]. */
  public static final Hint<FloatArray> GUIDANCE = Hint.byItem("guidance");

  /** Features of the whole text [batch, width]. */
  public static final Hint<FloatArray> VECTOR = Hint.byItem("vector");

  public static final Hint<References> REFERENCES = Hint.forAll("references", References.class);

  private static final int LAST_PARTS = 2;

  private final FluxShape shape;
  private final Linear imageIn;
  private final Linear textIn;
  private final Embedding time;
  private final @Nullable Embedding guidance;
  private final Embedding vector;
  private final List<DoubleBlock> doubleBlocks = new ArrayList<>();
  private final List<SingleBlock> singleBlocks = new ArrayList<>();
  private final Linear lastModulation;
  private final Linear imageOut;

  /** The network over weights named {@code double_blocks.…} and so on. */
  FluxNetwork(Weights weights, FluxShape shape) {
    this.shape = shape;
    this.imageIn = new Linear(weights.in("img_in"));
    this.textIn = new Linear(weights.in("txt_in"));
    this.time = new Embedding(weights.in("time_in"));
    this.guidance = shape.guided() ? new Embedding(weights.in("guidance_in")) : null;
    this.vector = new Embedding(weights.in("vector_in"));
    Weights blocks = weights.in("double_blocks");
    for (int i = 0; blocks.in(i).isPresent(); i++) {
      doubleBlocks.add(new DoubleBlock(blocks.in(i)));
    }
    Weights shared = weights.in("single_blocks");
    for (int i = 0; shared.in(i).isPresent(); i++) {
      singleBlocks.add(new SingleBlock(shared.in(i)));
    }
    this.lastModulation = new Linear(weights.in("final_layer.adaLN_modulation.1"));
    this.imageOut = new Linear(weights.in("final_layer.linear"));
  }

  @Override
  public FloatArray predict(NetworkInput input, NetworkPatches patches) {
    FloatArray x = input.x();
    References references = input.hints().find(REFERENCES);
    References shown = references == null ? References.NONE : references;
    return TensorScope.compute(
        () -> {
          Tensor tokens =
              forward(
                  textIn.forward(Tensors.toNative(input.context())),
                  imageIn.forward(images(x, shown)),
                  steering(input),
                  rope(input, shown));
          long own = (long) Patches.along(x.size(2)) * Patches.along(x.size(3));
          return Tensors.toJava(Patches.maps(tokens.narrow(1, 0, own), x.size(2), x.size(3)));
        });
  }

  /** The tokens of the picture in the making and of those to refer to. */
  private static Tensor images(FloatArray x, References references) {
    Tensor all = Patches.tokens(Tensors.toNative(x));
    for (FloatArray latent : references.latents()) {
      FloatArray fitted = latent.repeatToBatch(x.size(0));
      all = torch.cat(new TensorVector(all, Patches.tokens(Tensors.toNative(fitted))), 1);
    }
    return all;
  }

  private static Rope rope(NetworkInput input, References references) {
    int height = input.x().size(2);
    int width = input.x().size(3);
    List<Position> positions = new ArrayList<>(Position.ofText(input.context().size(1)));
    positions.addAll(Position.ofLatent(0, height, width, 0, 0));
    positions.addAll(references.positions(height, width));
    return Rope.of(positions);
  }

  /** What steers the blocks [batch, width]. */
  private Tensor steering(NetworkInput input) {
    int batch = input.x().size(0);
    Hints hints = input.hints();
    Tensor sum = time.ofNumbers(input.timesteps());
    FloatArray pull = hints.find(GUIDANCE);
    if (guidance != null && pull != null) {
      sum = sum.add(guidance.ofNumbers(pull.repeatToBatch(batch).data()));
    }
    FloatArray told = hints.find(VECTOR);
    FloatArray whole = told == null ? FloatArray.zeros(batch, shape.vectorWidth()) : told;
    return sum.add(vector.forward(Tensors.toNative(whole.repeatToBatch(batch))));
  }

  /** The output for all tokens of pictures [batch, tokens, channels·4]. */
  private Tensor forward(Tensor text, Tensor image, Tensor steering, Rope rope) {
    DoubleBlock.Features features = new DoubleBlock.Features(text, image);
    for (DoubleBlock block : doubleBlocks) {
      features = block.forward(features, steering, rope);
    }
    Tensor all = features.joined();
    for (SingleBlock block : singleBlocks) {
      all = block.forward(all, steering, rope);
    }
    Tensor images = all.narrow(1, text.size(1), image.size(1));
    return imageOut.forward(Modulation.of(lastModulation, steering, LAST_PARTS).applied(images, 0));
  }
}
