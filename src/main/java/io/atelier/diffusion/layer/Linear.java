package io.atelier.diffusion.layer;

import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product over the last dimension of [batch, tokens, features]. It is computed as a 1×1
 * convolution on a channels-last view, which oneDNN spreads over all threads; LibTorch's own
 * product would run in the single-threaded BLAS.
 */
public final class Linear implements Layer {
  private final Weight weight;
  private final @Nullable Weight bias;
  private final long inputs;
  private final long outputs;

  /** The product with weights [outputs, inputs], or [outputs, inputs, 1, 1]. */
  public Linear(Weights weights) {
    Weight matrix = weights.get("weight");
    this.outputs = matrix.size(0);
    this.inputs = matrix.size(1);
    this.weight = matrix;
    this.bias = weights.find("bias");
  }

  @Override
  public Tensor forward(Tensor x) {
    long batch = x.size(0);
    long tokens = x.dim() == 3 ? x.size(1) : 1;
    Tensor pixels = x.reshape(1, batch * tokens, 1, inputs).permute(0, 3, 1, 2);
    Tensor matrix = weight.value();
    Tensor kernel = matrix.view(outputs, inputs, 1, 1);
    Tensor result =
        torch
            .conv2d(
                pixels,
                kernel,
                Conv2d.optional(bias),
                new long[] {1, 1},
                new long[] {0, 0},
                new long[] {1, 1},
                1)
            .permute(0, 2, 3, 1);
    TensorScope.free(kernel);
    weight.release(matrix);
    return x.dim() == 3 ? result.reshape(batch, tokens, outputs) : result.reshape(batch, outputs);
  }
}
