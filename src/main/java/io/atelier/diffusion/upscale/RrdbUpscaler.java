package io.atelier.diffusion.upscale;

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
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Residual blocks within residual blocks of densely connected convolutions, then doublings of the
 * sides. See <a href="https://arxiv.org/abs/1809.00219">ESRGAN</a>; networks for a scale of 1 or 2
 * take squares of pixels as channels, see <a
 * href="https://arxiv.org/abs/2107.10833">Real-ESRGAN</a>.
 */
final class RrdbUpscaler implements Upscaler {
  private static final double SLOPE = 0.2;
  private static final double RESIDUAL = 0.2;
  private static final int DENSE_BLOCKS = 3;
  private static final int DENSE_LAYERS = 5;

  private final Layer head;
  private final List<Layer> tail = new ArrayList<>();
  private final UpscalerShape shape;

  RrdbUpscaler(Weights weights, UpscalerShape shape) {
    this.shape = shape;
    this.head = head(weights, shape.layers());
    for (int i = 1; i <= shape.doublings(); i++) {
      Conv2d conv = new Conv2d(weights.in("conv_up" + i));
      tail.add(x -> bent(conv.forward(doubled(x))));
    }
    Conv2d sharpening = new Conv2d(weights.in("conv_hr"));
    tail.add(x -> bent(sharpening.forward(x)));
    tail.add(new Conv2d(weights.in("conv_last")));
  }

  private static Layer head(Weights weights, int blocks) {
    Conv2d first = new Conv2d(weights.in("conv_first"));
    List<Layer> body = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      body.add(block(weights.in("body").in(i)));
    }
    Conv2d last = new Conv2d(weights.in("conv_body"));
    return x -> {
      Tensor features = first.forward(x);
      Tensor h = features;
      for (Layer block : body) {
        h = block.forward(h);
      }
      return last.forward(h).add(features);
    };
  }

  private static Layer block(Weights weights) {
    List<Layer> parts = new ArrayList<>();
    for (int i = 1; i <= DENSE_BLOCKS; i++) {
      parts.add(dense(weights.in("rdb" + i)));
    }
    return x -> {
      try (TensorScope scope = TensorScope.open()) {
        Tensor h = x;
        for (Layer part : parts) {
          h = part.forward(h);
        }
        return scope.keep(residual(x, h));
      }
    };
  }

  private static Layer dense(Weights weights) {
    List<Conv2d> convs = new ArrayList<>();
    for (int i = 1; i <= DENSE_LAYERS; i++) {
      convs.add(new Conv2d(weights.in("conv" + i)));
    }
    return x -> {
      try (TensorScope scope = TensorScope.open()) {
        Tensor all = x;
        for (Conv2d conv : convs.subList(0, DENSE_LAYERS - 1)) {
          all = torch.cat(new TensorVector(all, bent(conv.forward(all))), 1);
        }
        return scope.keep(residual(x, convs.get(DENSE_LAYERS - 1).forward(all)));
      }
    };
  }

  private static Tensor residual(Tensor x, Tensor h) {
    return h.mul(new Scalar(RESIDUAL)).add(x);
  }

  private static Tensor bent(Tensor x) {
    return torch.leaky_relu(x, new Scalar(SLOPE));
  }

  private static Tensor doubled(Tensor x) {
    return torch.upsample_nearest2d(x, new long[] {x.size(2) * 2, x.size(3) * 2});
  }

  @Override
  public FloatArray upscale(FloatArray pixels) {
    return TensorScope.compute(() -> Tensors.toJava(forward(Tensors.toNative(pixels))));
  }

  private Tensor forward(Tensor pixels) {
    long height = pixels.size(2);
    long width = pixels.size(3);
    Tensor h;
    try (TensorScope scope = TensorScope.open()) {
      h = scope.keep(head.forward(folded(pixels, height, width)));
    }
    for (Layer layer : tail) {
      Tensor before = h;
      try (TensorScope scope = TensorScope.open()) {
        h = scope.keep(layer.forward(before));
      }
      TensorScope.free(before);
    }
    return h.narrow(2, 0, height * shape.scale()).narrow(3, 0, width * shape.scale());
  }

  /** Squares of pixels as channels, the sides first filled up with the border's mirror image. */
  private Tensor folded(Tensor pixels, long height, long width) {
    long side = shape.folded();
    if (side == 1) {
      return pixels;
    }
    long below = (side - height % side) % side;
    long right = (side - width % side) % side;
    return torch.pixel_unshuffle(filled(pixels, right, below), side);
  }

  private static Tensor filled(Tensor pixels, long right, long below) {
    if (right == 0 && below == 0) {
      return pixels;
    }
    boolean mirrored = right < pixels.size(3) && below < pixels.size(2);
    return mirrored
        ? torch.reflection_pad2d(pixels, 0, right, 0, below)
        : torch.replication_pad2d(pixels, 0, right, 0, below);
  }
}
