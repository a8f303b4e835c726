package io.atelier.inference;

import io.atelier.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Writes the model files that the recorded numbers were made with. Their weights are not trained
 * but computed from the tensors' names, so nobody has to ship them. {@code SyntheticModels
 * BASE_DIRECTORY} writes those that are missing.
 */
public final class SyntheticModels {
  private static final int CHUNK = 1 << 16;

  private SyntheticModels() {}

  public static void main(String[] arguments) throws IOException {
    createMissing(Path.of(arguments[0]));
  }

  /** The base directory with all models, 2.1 GB. */
  static void createMissing(Path base) throws IOException {
    write("checkpoint-layout.json.gz", base, "checkpoints/sd15-synthetic.safetensors");
    write("lora-layout.json.gz", base, "loras/lora-synthetic.safetensors");
    write("embedding-layout.json.gz", base, "embeddings/synthetic-emb.safetensors");
  }

  private static void write(String layout, Path base, String name) throws IOException {
    Path target = base.resolve("models").resolve(name);
    if (Files.exists(target)) {
      return;
    }
    Files.createDirectories(target.getParent());
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20)) {
      List<Layout> tensors = layout(layout);
      out.write(header(tensors));
      for (Layout tensor : tensors) {
        tensor.write(out);
      }
    }
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A checkpoint with a true header and nothing but holes behind it, for what reads no weights. */
  static void createHollowCheckpoint(Path base) throws IOException {
    Path target = base.resolve("models/checkpoints/sd15-synthetic.safetensors");
    Files.createDirectories(target.getParent());
    List<Layout> tensors = layout("checkpoint-layout.json.gz");
    byte[] header = header(tensors);
    try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
      file.write(header);
      file.setLength(header.length + tensors.stream().mapToLong(Layout::bytes).sum());
    }
  }

  /** The shapes of a full-size checkpoint's tensors. */
  static Map<String, long[]> checkpointShapes() throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (Layout tensor : layout("checkpoint-layout.json.gz")) {
      List<?> sides = (List<?>) tensor.json().get("shape");
      shapes.put(
          tensor.name(), sides.stream().mapToLong(side -> ((Number) side).longValue()).toArray());
    }
    return shapes;
  }

  private static List<Layout> layout(String resource) throws IOException {
    try (InputStream packed = SyntheticModels.class.getResourceAsStream("/inference/" + resource)) {
      Map<?, ?> json = (Map<?, ?>) Json.parse(new GZIPInputStream(packed).readAllBytes());
      List<Layout> tensors = new ArrayList<>();
      for (Object tensor : (List<?>) json.get("tensors")) {
        tensors.add(new Layout((Map<?, ?>) tensor));
      }
      return tensors;
    }
  }

  private static byte[] header(List<Layout> tensors) {
    Map<String, Object> header = new LinkedHashMap<>();
    long at = 0;
    for (Layout tensor : tensors) {
      header.put(
          tensor.name(),
          Map.of(
              "dtype",
              tensor.dtype(),
              "shape",
              tensor.json().get("shape"),
              "data_offsets",
              List.of(at, at + tensor.bytes())));
      at += tensor.bytes();
    }
    byte[] json = Json.write(header).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(json);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.array();
  }

  /** One tensor of a layout file. */
  private record Layout(Map<?, ?> json) {
    String name() {
      return (String) json.get("name");
    }

    String dtype() {
      return (String) json.get("dtype");
    }

    long count() {
      long count = 1;
      for (Object side : (List<?>) json.get("shape")) {
        count *= ((Number) side).longValue();
      }
      return count;
    }

    int elementBytes() {
      return switch (dtype()) {
        case "F16" -> 2;
        case "F32" -> 4;
        case "I64" -> 8;
        default -> throw new IllegalStateException(dtype());
      };
    }

    long bytes() {
      return count() * elementBytes();
    }

    private double number(String key) {
      return ((Number) json.get(key)).doubleValue();
    }

    void write(OutputStream out) throws IOException {
      ByteBuffer buffer =
          ByteBuffer.allocate(CHUNK * elementBytes()).order(ByteOrder.LITTLE_ENDIAN);
      long seed = fnv1a(name());
      long count = count();
      for (long i = 0; i < count; i++) {
        put(buffer, i, seed);
        if (!buffer.hasRemaining() || i == count - 1) {
          out.write(buffer.array(), 0, buffer.position());
          buffer.clear();
        }
      }
    }

    private void put(ByteBuffer buffer, long i, long seed) {
      if ("index".equals(json.get("fill"))) {
        buffer.putLong(i);
        return;
      }
      float value =
          "constant".equals(json.get("fill")) ? (float) number("value") : (float) value(i, seed);
      if (dtype().equals("F16")) {
        buffer.putShort(HalfFloat.of(value));
      } else {
        buffer.putFloat(value);
      }
    }

    private double value(long i, long seed) {
      long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      double u = (z >>> 40) * 0x1p-23 - 1;
      return u * number("scale") + number("base");
    }
  }

  private static long fnv1a(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }
}
