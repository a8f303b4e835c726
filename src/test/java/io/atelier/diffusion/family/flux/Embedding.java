package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A part of what steers the blocks, made of numbers or features [batch, inputs]. */
final class Embedding implements Layer {
  private static final int WAVES = 256;
  private static final float TIMES = 1000;

  private final Linear in;
  private final Linear out;

  Embedding(Weights weights) {
    this.in = new Linear(weights.in("in_layer"));
    this.out = new Linear(weights.in("out_layer"));
  }

  /** The part made of one number per item. */
  Tensor ofNumbers(float[] numbers) {
    float[] scaled = new float[numbers.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = TIMES * numbers[i];
    }
    return forward(Tensors.toNative(Waves.of(scaled, WAVES)));
  }

  @Override
  public Tensor forward(Tensor x) {
    return out.forward(torch.silu(in.forward(x)));
  }
}
