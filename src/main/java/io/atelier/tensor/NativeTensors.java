package io.atelier.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Native tensors over the bytes of safetensors files, without a copy. */
public final class NativeTensors {
  private NativeTensors() {}

  /**
   * A tensor as it is stored, to be used within a {@link TensorScope} and no longer than {@code
   * bytes} is reachable, whose memory it reads.
   *
   * @param bytes of the tensor, from {@link SafetensorsFile#data}
   * @throws IOException when LibTorch has no such type
   */
  public static Tensor over(ByteBuffer bytes, TensorInfo info) throws IOException {
    TensorOptions options = new TensorOptions(scalarType(info));
    if (!bytes.hasRemaining()) {
      return torch.empty(info.shape(), options, null);
    }
    Tensor tensor = torch.from_blob(new BytePointer(bytes), info.shape(), options);
    boolean aligned = info.begin() % info.dtype().bytes() == 0;
    return aligned ? tensor : tensor.clone();
  }

  private static ScalarType scalarType(TensorInfo info) throws IOException {
    return switch (info.dtype()) {
      case F64 -> ScalarType.Double;
      case F32 -> ScalarType.Float;
      case F16 -> ScalarType.Half;
      case BF16 -> ScalarType.BFloat16;
      case F8_E4M3 -> ScalarType.Float8_e4m3fn;
      case F8_E5M2 -> ScalarType.Float8_e5m2;
      case I64 -> ScalarType.Long;
      case I32 -> ScalarType.Int;
      case I16 -> ScalarType.Short;
      case I8 -> ScalarType.Char;
      case U8 -> ScalarType.Byte;
      case BOOL -> ScalarType.Bool;
      default -> throw new IOException("tensors of type " + info.dtype() + " cannot be computed");
    };
  }
}
