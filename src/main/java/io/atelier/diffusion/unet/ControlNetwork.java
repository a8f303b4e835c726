package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A control net: a copy of the UNet's contracting path that also sees a picture, with convolutions
 * at its outputs that begin as zero. See <a href="https://arxiv.org/abs/2302.05543">Adding
 * Conditional Control to Text-to-Image Diffusion Models</a>.
 */
public final class ControlNetwork {
  /** Convolutions between picture and latent; the 3rd, 5th and 7th halve the sides. */
  private static final int HINT_LAYERS = 8;

  private final TimeEmbedding embedding;
  private final List<Layer> hintLayers;
  private final List<Stage> inputs;
  private final List<Conv2d> outputs = new ArrayList<>();
  private final Stage middle;
  private final Conv2d middleOutput;

  /**
   * The network over weights named {@code input_blocks.…}, {@code middle_block.…}, {@code
   * input_hint_block.…}, {@code zero_convs.…} and {@code middle_block_out.0}.
   */
  public ControlNetwork(Weights weights, Heads heads) {
    this.embedding = new TimeEmbedding(weights);
    this.hintLayers = hintLayers(weights.in("input_hint_block"));
    this.inputs = Stage.all(weights.in("input_blocks"), heads);
    for (int i = 0; i < inputs.size(); i++) {
      outputs.add(new Conv2d(weights.in("zero_convs").in(i).in(0)));
    }
    this.middle = Stage.of(weights.in("middle_block"), heads);
    this.middleOutput = new Conv2d(weights.in("middle_block_out").in(0));
  }

  private static List<Layer> hintLayers(Weights weights) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < HINT_LAYERS; i++) {
      boolean halving = i > 0 && i % 2 == 0;
      Conv2d conv = new Conv2d(weights.in(2 * i), halving ? 2 : 1, 1);
      layers.add(i == HINT_LAYERS - 1 ? conv : x -> torch.silu(conv.forward(x)));
    }
    return layers;
  }

  /**
   * What is added to a UNet that is asked the same.
   *
   * @param hint [batch, 3, 8·height, 8·width] from 0 to 1
   */
  public ControlResiduals predict(NetworkInput request, FloatArray hint) {
    return TensorScope.compute(
        () -> {
          Tensor shown = shown(Tensors.toNative(hint));
          Block.Step step = Block.Step.of(request, embedding.of(request), List.of(), null);
          return forward(Tensors.toNative(request.x()), shown, step);
        });
  }

  private Tensor shown(Tensor hint) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor h = hint;
      for (Layer layer : hintLayers) {
        h = layer.forward(h);
      }
      return scope.keep(h);
    }
  }

  private ControlResiduals forward(Tensor x, Tensor shown, Block.Step step) {
    List<FloatArray> skips = new ArrayList<>();
    Tensor h = x;
    for (int i = 0; i < inputs.size(); i++) {
      h = inputs.get(i).forward(h, step);
      if (i == 0) {
        h = h.add(shown);
      }
      skips.add(toJava(outputs.get(i), h));
    }
    h = middle.forward(h, step.in(SelfAttention.Part.MIDDLE));
    return new ControlResiduals(toJava(middleOutput, h), skips, Map.of());
  }

  private static FloatArray toJava(Conv2d output, Tensor map) {
    return TensorScope.compute(() -> Tensors.toJava(output.forward(map)));
  }
}
