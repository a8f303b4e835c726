package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One half of the Tiny AutoEncoder: scaled latents to pictures from 0 to 1, or back. See <a
 * href="https://github.com/madebyollin/taesd">TAESD</a>.
 *
 * <p>Both halves are sequences of 3×3 convolutions and blocks of three such around a shortcut.
 * Files number the parts that have weights, with gaps for those that have none; convolutions
 * without a bias are those that change the size.
 */
public final class TinyNetwork {
  /** Where latents are bent: nothing is decoded that is further from zero. */
  private static final double CLAMP = 3;

  private static final int MOST_PARTS = 100;

  private final List<Layer> layers;

  private TinyNetwork(List<Layer> layers) {
    this.layers = layers;
  }

  /** The half from pictures to latents. */
  public static TinyNetwork encoder(Weights weights) {
    return new TinyNetwork(parts(weights, false));
  }

  /** The half from latents to pictures. */
  public static TinyNetwork decoder(Weights weights) {
    List<Layer> layers = new ArrayList<>();
    layers.add(x -> torch.tanh(x.div(new Scalar(CLAMP))).mul(new Scalar(CLAMP)));
    List<Layer> parts = parts(weights, true);
    layers.add(parts.get(0));
    layers.add(torch::relu);
    layers.addAll(parts.subList(1, parts.size()));
    return new TinyNetwork(layers);
  }

  private static List<Layer> parts(Weights weights, boolean enlarging) {
    List<Layer> parts = new ArrayList<>();
    for (int i = 0; i < MOST_PARTS; i++) {
      Weights part = weights.in(i);
      if (part.has("conv.0.weight")) {
        parts.add(block(part));
      } else if (part.has("weight")) {
        parts.add(convolution(part, enlarging));
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("the file is no half of a tiny autoencoder");
    }
    return parts;
  }

  private static Layer convolution(Weights part, boolean enlarging) {
    if (part.has("bias")) {
      return new Conv2d(part);
    }
    if (enlarging) {
      Conv2d smoothing = new Conv2d(part);
      return x ->
          smoothing.forward(torch.upsample_nearest2d(x, new long[] {x.size(2) * 2, x.size(3) * 2}));
    }
    return new Conv2d(part, 2, 1);
  }

  private static Layer block(Weights part) {
    Conv2d first = new Conv2d(part.in("conv.0"));
    Conv2d second = new Conv2d(part.in("conv.2"));
    Conv2d third = new Conv2d(part.in("conv.4"));
    Layer shortcut = part.has("skip.weight") ? new Conv2d(part.in("skip")) : x -> x;
    return x -> {
      Tensor h = third.forward(torch.relu(second.forward(torch.relu(first.forward(x)))));
      return torch.relu(h.add(shortcut.forward(x)));
    };
  }

  /** The other side's values. */
  public FloatArray compute(FloatArray input) {
    return TensorScope.compute(
        () -> Tensors.toJava(VaeNetwork.through(layers, Tensors.toNative(input))));
  }
}
