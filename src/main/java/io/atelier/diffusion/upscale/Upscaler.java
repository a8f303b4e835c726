package io.atelier.diffusion.upscale;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Weights;

/** A network that makes pictures larger, or sharper at the same size. */
public interface Upscaler {
  /** The network that the weights are for, named as {@link UpscalerNames#unified} names them. */
  static Upscaler of(Weights weights, UpscalerShape shape) {
    return shape.compact() ? new CompactUpscaler(weights, shape) : new RrdbUpscaler(weights, shape);
  }

  /**
   * The picture {@link UpscalerShape#scale} times as large, about 0 to 1.
   *
   * @param pixels [batch, 3, height, width] from 0 to 1
   */
  FloatArray upscale(FloatArray pixels);
}
