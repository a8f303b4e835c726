package io.atelier.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Native tensors over the bytes of safetensors files, without a copy, and back to bytes. */
public final class NativeTensors {
  private static final int CHUNK = 1 << 20;

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

  /**
   * A copy of a tensor as it is stored, to be made within a {@link TensorScope}.
   *
   * @throws IOException also when LibTorch has no such type, or the tensor is over 2 GiB
   */
  public static Tensor read(SafetensorsFile file, TensorInfo info) throws IOException {
    long length = info.end() - info.begin();
    if (length > Integer.MAX_VALUE) {
      throw new IOException(info + " has " + length + " bytes; at most 2 GiB can be read");
    }
    Tensor tensor = torch.empty(info.shape(), new TensorOptions(scalarType(info)), null);
    if (length > 0) {
      BytePointer bytes = new BytePointer(tensor.data_ptr()).capacity(length);
      file.read(info.name(), bytes.asByteBuffer());
    }
    return tensor;
  }

  /** Writes a tensor's bytes in row-major order; to be used within a {@link TensorScope}. */
  public static void write(Tensor tensor, OutputStream out) throws IOException {
    Tensor plain = tensor.contiguous();
    long length = plain.nbytes();
    BytePointer bytes = new BytePointer(plain.data_ptr());
    byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
    for (long done = 0; done < length; done += CHUNK) {
      int count = (int) Math.min(CHUNK, length - done);
      bytes.position(done).get(chunk, 0, count);
      out.write(chunk, 0, count);
    }
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
