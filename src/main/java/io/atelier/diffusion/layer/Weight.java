package io.atelier.diffusion.layer;

import io.atelier.tensor.ComputeDevice;
import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A weight as it is kept: in the type of its file, perhaps with a factor, perhaps elsewhere than
 * where it is computed with. Whoever computes asks for the {@link #value}, so that only the weights
 * of the layer at work are wide.
 */
public final class Weight {
  private final Tensor stored;
  private final double factor;

  public Weight(Tensor stored) {
    this(stored, 1);
  }

  /**
   * A weight.
   *
   * @param stored floating point of any width, on any device
   * @param factor that its values are multiplied with
   */
  public Weight(Tensor stored, double factor) {
    this.stored = stored;
    this.factor = factor;
  }

  /** The length of a dimension. */
  public long size(int dimension) {
    return stored.size(dimension);
  }

  /** The number of dimensions. */
  public int rank() {
    return (int) stored.dim();
  }

  /**
   * The values as float32 where they are computed with, for use within the open scope. {@link
   * #release} gives a wide copy back before that closes.
   */
  public Tensor value() {
    return wide(stored);
  }

  /** One element of the first dimension, likewise. */
  public Tensor row(long index) {
    return wide(stored.select(0, index));
  }

  private Tensor wide(Tensor part) {
    Tensor wide = restsReady() ? part : ComputeDevice.get().place(part);
    return factor == 1 ? wide : wide.mul(new Scalar(factor));
  }

  /** Whether it rests in the type and at the place where it is computed with. */
  private boolean restsReady() {
    return ComputeDevice.get().isCpu() && stored.scalar_type().intern() == ScalarType.Float;
  }

  /** Frees a copy that {@link #value} made. It must not be used again. */
  public void release(Tensor value) {
    if (!restsReady() || factor != 1) {
      TensorScope.free(value);
    }
  }
}
