package io.atelier.tensor;

import io.atelier.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects float32 tensors and writes them as a safetensors file: sorted by name, the header padded
 * with blanks so that the data begins at a multiple of 8 bytes.
 */
public final class SafetensorsWriter {
  private static final int CHUNK = 1 << 16;

  private record Tensor(long[] shape, float[] data) {}

  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors = new TreeMap<>();

  /**
   * @param metadata texts by key
   */
  public SafetensorsWriter(Map<String, String> metadata) {
    this.metadata = new LinkedHashMap<>(metadata);
  }

  /**
   * Adds a tensor; the values are not copied.
   *
   * @throws IllegalArgumentException when the values do not fill the shape
   */
  public SafetensorsWriter add(String name, long[] shape, float[] data) {
    long count = 1;
    for (long side : shape) {
      count = Math.multiplyExact(count, side);
    }
    if (count != data.length) {
      throw new IllegalArgumentException(
          data.length + " values do not fill " + Arrays.toString(shape));
    }
    tensors.put(name, new Tensor(shape.clone(), data));
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

  /** Writes the file's bytes into a stream, which stays open. */
  public void write(OutputStream out) throws IOException {
    byte[] header = Json.writeBytes(header());
    int padding = -header.length & 7;
    out.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length + padding)
            .array());
    out.write(header);
    out.write(" ".repeat(padding).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (Tensor tensor : tensors.values()) {
      write(out, tensor.data());
    }
  }

  private Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put("__metadata__", metadata);
    }
    long begin = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = begin + (long) Float.BYTES * tensor.data().length;
      Map<String, Object> info = new LinkedHashMap<>();
      info.put("dtype", Dtype.F32.name());
      info.put("shape", Arrays.stream(tensor.shape()).boxed().toList());
      info.put("data_offsets", List.of(begin, end));
      header.put(entry.getKey(), info);
      begin = end;
    }
    return header;
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
}
