package io.atelier.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * An open safetensors file: named tensors and metadata, read through memory maps.
 *
 * <p>Layout (<a href="https://huggingface.co/docs/safetensors">format</a>): the header's length as
 * 8 bytes little-endian, the header in JSON, the tensors' bytes. Files are hostile: opening one
 * checks the whole header and reads nothing else. Each tensor is mapped on its own, since one
 * mapping ends at 2 GiB; maps outlive {@link #close} and go with their buffers. Cutting a file
 * short while it is mapped is beyond what the JVM can report cleanly.
 */
public final class SafetensorsFile implements AutoCloseable {
  /** The longest header that is read, in bytes. */
  public static final int MAX_HEADER = 100_000_000;

  private static final int LENGTH_BYTES = 8;

  private final FileChannel channel;
  private final SafetensorsHeader header;

  private SafetensorsFile(FileChannel channel, SafetensorsHeader header) {
    this.channel = channel;
    this.header = header;
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws SafetensorsFormatException when it is not a well-formed safetensors file
   */
  public static SafetensorsFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new SafetensorsFile(channel, readHeader(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static SafetensorsHeader readHeader(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw new SafetensorsFormatException("the file of " + size + " bytes has no header");
    }
    long length = read(channel, 0, LENGTH_BYTES).getLong();
    if (length < 0 || length > MAX_HEADER) {
      throw new SafetensorsFormatException(
          "the header of %s bytes is over the limit of %d"
              .formatted(Long.toUnsignedString(length), MAX_HEADER));
    }
    if (length > size - LENGTH_BYTES) {
      throw new SafetensorsFormatException(
          "the header of %d bytes does not fit the file of %d".formatted(length, size));
    }
    byte[] json = read(channel, LENGTH_BYTES, (int) length).array();
    return SafetensorsHeader.parse(json, LENGTH_BYTES + length, size);
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new SafetensorsFormatException("the file ends within its header");
      }
    }
    return buffer.flip();
  }

  /** Texts by key, in the file's order. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** All tensors by name, in the header's order. */
  public Map<String, TensorInfo> tensors() {
    return header.tensors();
  }

  /**
   * A tensor's bytes, mapped read-only and little-endian.
   *
   * @throws IOException when there is no such tensor, or it is over 2 GiB
   */
  public ByteBuffer data(String name) throws IOException {
    TensorInfo tensor = tensor(name);
    long length = tensor.end() - tensor.begin();
    if (length > Integer.MAX_VALUE) {
      throw new IOException(tensor + " has " + length + " bytes; at most 2 GiB can be mapped");
    }
    if (length == 0) {
      return ByteBuffer.allocate(0).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    return channel
        .map(FileChannel.MapMode.READ_ONLY, tensor.begin(), length)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Copies a tensor's bytes, which leaves no map behind.
   *
   * @param target with room for just these
   * @throws IOException when there is no such tensor, or the file has become shorter
   */
  public void read(String name, ByteBuffer target) throws IOException {
    long at = tensor(name).begin();
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        throw new IOException("the file ends within the tensor '" + name + "'");
      }
      at += count;
    }
  }

  /**
   * A tensor's elements as float32, in row-major order; numbers beyond float32 are rounded.
   *
   * @throws IOException as {@link #data}, and for the 8-bit floating types
   */
  public float[] floats(String name) throws IOException {
    return FloatReader.read(data(name), tensor(name));
  }

  private TensorInfo tensor(String name) throws IOException {
    TensorInfo tensor = header.tensors().get(name);
    if (tensor == null) {
      throw new IOException("the file has no tensor '" + name + "'");
    }
    return tensor;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
