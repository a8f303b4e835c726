package io.atelier.tensor;

import io.atelier.array.FloatArray;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Copies between the JVM's memory and native tensors. */
public final class Tensors {
  private Tensors() {}

  /** A copy on the device that is computed on, to be made within a {@link TensorScope}. */
  public static Tensor toNative(FloatArray values) {
    long[] shape = new long[values.shape().length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = values.shape()[i];
    }
    return toNative(values.data(), shape);
  }

  /** A copy of values in row-major order on the device that is computed on. */
  public static Tensor toNative(float[] data, long... shape) {
    Tensor tensor = torch.empty(shape);
    if (data.length > 0) {
      tensor.data_ptr_float().put(data);
    }
    return ComputeDevice.get().place(tensor);
  }

  /** A copy in the JVM's memory. */
  public static FloatArray toJava(Tensor tensor) {
    Tensor plain = tensor.cpu().to(ScalarType.Float).contiguous();
    int[] shape = new int[(int) plain.dim()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(plain.size(i));
    }
    FloatArray values = FloatArray.zeros(shape);
    if (values.data().length > 0) {
      FloatPointer source = plain.data_ptr_float();
      source.get(values.data());
    }
    return values;
  }
}
