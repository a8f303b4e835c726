package io.atelier.diffusion.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A two-dimensional convolution of square kernels over [batch, channels, height, width]. */
public final class Conv2d implements Layer {
  private final Weight weight;
  private final @Nullable Weight bias;
  private final long stride;
  private final long padding;

  /** A convolution with stride 1 that keeps the size. */
  public Conv2d(Weights weights) {
    this(weights, 1, weights.get("weight").size(2) / 2);
  }

  public Conv2d(Weights weights, long stride, long padding) {
    this.weight = weights.get("weight");
    this.bias = weights.find("bias");
    this.stride = stride;
    this.padding = padding;
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor kernel = weight.value();
    Tensor result =
        torch.conv2d(
            x,
            kernel,
            optional(bias),
            new long[] {stride, stride},
            new long[] {padding, padding},
            new long[] {1, 1},
            1);
    weight.release(kernel);
    return result;
  }

  static TensorOptional optional(@Nullable Weight weight) {
    return weight == null ? new TensorOptional() : new TensorOptional(weight.value());
  }
}
