package io.atelier.tensor;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects tensors and writes them as a safetensors file: those of longer elements first and then
 * by name, the header padded with blanks, so that all values lie at multiples of their size.
 */
public final class SafetensorsWriter {
  private static final int CHUNK = 1 << 16;

  private record Tensor(String name, Dtype dtype, long[] shape, Values values) {
    long bytes() {
      long bytes = dtype.bytes();
      for (long side : shape) {
        bytes = Math.multiplyExact(bytes, side);
      }
      return bytes;
    }
  }

  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors = new TreeMap<>();

  /** A tensor's values, which need not be there before their turn. */
  @FunctionalInterface
  public interface Values {
    /** Writes all of them, little-endian and in row-major order. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @param metadata texts by key
   */
  public SafetensorsWriter(Map<String, String> metadata) {
    this.metadata = new LinkedHashMap<>(metadata);
  }

  /**
   * Adds a tensor of float32; the values are not copied.
   *
   * @throws IllegalArgumentException when the values do not fill the shape
   */
  public SafetensorsWriter add(String name, long[] shape, float[] data) {
    Tensor tensor = new Tensor(name, Dtype.F32, shape.clone(), out -> write(out, data));
    if (tensor.bytes() != (long) Float.BYTES * data.length) {
      throw new IllegalArgumentException(
          data.length + " values do not fill " + Arrays.toString(shape));
    }
    tensors.put(name, tensor);
    return this;
  }

  /** Adds a tensor whose values are asked for when it is written. */
  public SafetensorsWriter add(String name, Dtype dtype, long[] shape, Values values) {
    tensors.put(name, new Tensor(name, dtype, shape.clone(), values));
    return this;
  }

  /** Writes the file, which appears under its name only when it is complete. */
  public void write(Path path) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    Path unfinished = Files.createTempFile(directory, ".unfinished", null);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
        write(out);
      }
      Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /**
   * Writes the file's bytes into a stream, which stays open.
   *
   * @throws IOException also when values do not fill their tensor
   */
  public void write(OutputStream out) throws IOException {
    List<Tensor> inOrder = inOrder();
    byte[] header = Json.writeBytes(header(inOrder));
    int padding = -header.length & 7;
    out.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length + padding)
            .array());
    out.write(header);
    out.write(" ".repeat(padding).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (Tensor tensor : inOrder) {
      CountingStream counted = new CountingStream(out);
      tensor.values().writeTo(counted);
      if (counted.count != tensor.bytes()) {
        throw new IOException(
            "%d bytes do not fill the tensor %s of %d"
                .formatted(counted.count, tensor.name(), tensor.bytes()));
      }
    }
  }

  private List<Tensor> inOrder() {
    List<Tensor> inOrder = new ArrayList<>(tensors.values());
    inOrder.sort(Comparator.comparingInt((Tensor tensor) -> -tensor.dtype().bytes()));
    return inOrder;
  }

  private Map<String, @Nullable Object> header(List<Tensor> inOrder) {
    JsonObject header =
        JsonObject.empty().andIfPresent("__metadata__", metadata.isEmpty() ? null : metadata);
    long begin = 0;
    for (Tensor tensor : inOrder) {
      long end = begin + tensor.bytes();
      header.and(
          tensor.name(),
          JsonObject.with("dtype", tensor.dtype().name())
              .and("shape", Arrays.stream(tensor.shape()).boxed().toList())
              .and("data_offsets", List.of(begin, end))
              .map());
      begin = end;
    }
    return header.map();
  }

  private static void write(OutputStream out, float[] data) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < data.length; done += CHUNK / Float.BYTES) {
      int count = Math.min(CHUNK / Float.BYTES, data.length - done);
      chunk.clear();
      chunk.asFloatBuffer().put(data, done, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  /** Passes on and counts; closing it does nothing. */
  private static final class CountingStream extends OutputStream {
    private final OutputStream out;
    private long count;

    CountingStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
