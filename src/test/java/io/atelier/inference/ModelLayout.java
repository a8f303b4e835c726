package io.atelier.inference;

import io.atelier.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
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

/**
 * A model file whose weights are not trained but computed from the tensors' names.
 *
 * @param config what the shapes of the tensors do not tell
 */
record ModelLayout(Map<?, ?> config, List<ModelLayout.Entry> tensors) {
  private static final int CHUNK = 1 << 16;

  static ModelLayout parse(byte[] bytes) {
    Map<?, ?> json = (Map<?, ?>) Json.parse(bytes);
    List<Entry> tensors = new ArrayList<>();
    for (Object tensor : (List<?>) json.get("tensors")) {
      tensors.add(new Entry((Map<?, ?>) tensor));
    }
    return new ModelLayout(json.get("config") instanceof Map<?, ?> map ? map : Map.of(), tensors);
  }

  /** The same with some tensors replaced by those of another. */
  ModelLayout with(ModelLayout other) {
    Map<String, Entry> all = new LinkedHashMap<>();
    tensors.forEach(tensor -> all.put(tensor.name(), tensor));
    other.tensors.forEach(tensor -> all.put(tensor.name(), tensor));
    return new ModelLayout(config, List.copyOf(all.values()));
  }

  /** Writes the file, whole or not at all. */
  void write(Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20)) {
      out.write(header());
      for (Entry tensor : tensors) {
        tensor.write(out);
      }
    }
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes a true header and nothing but holes behind it, for what reads no weights. */
  void writeHollow(Path target) throws IOException {
    Files.createDirectories(target.getParent());
    byte[] header = header();
    try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
      file.write(header);
      file.setLength(header.length + tensors.stream().mapToLong(Entry::bytes).sum());
    }
  }

  private byte[] header() {
    Map<String, Object> header = new LinkedHashMap<>();
    long at = 0;
    for (Entry tensor : tensors) {
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

  /** The values that the generator makes of a name: u·scale + base, u from −1 to 1. */
  static float[] values(String name, int count, double scale, double base) {
    float[] values = new float[count];
    long seed = fnv1a(name);
    for (int i = 0; i < count; i++) {
      values[i] = (float) (uniform(i, seed) * scale + base);
    }
    return values;
  }

  private static double uniform(long i, long seed) {
    long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 40) * 0x1p-23 - 1;
  }

  private static long fnv1a(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  /** One tensor. */
  record Entry(Map<?, ?> json) {
    String name() {
      return (String) json.get("name");
    }

    /** The name that the values are computed from, which may be another than the tensor's. */
    private String source() {
      return json.get("source") instanceof String other ? other : name();
    }

    String dtype() {
      return (String) json.get("dtype");
    }

    long[] shape() {
      return ((List<?>) json.get("shape"))
          .stream().mapToLong(side -> ((Number) side).longValue()).toArray();
    }

    private long count() {
      long count = 1;
      for (long side : shape()) {
        count *= side;
      }
      return count;
    }

    private int elementBytes() {
      return switch (dtype()) {
        case "F8_E4M3", "F8_E5M2" -> 1;
        case "F16", "BF16" -> 2;
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
      long seed = fnv1a(source());
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
          "constant".equals(json.get("fill"))
              ? (float) number("value")
              : (float) (uniform(i, seed) * number("scale") + number("base"));
      switch (dtype()) {
        case "F16" -> buffer.putShort(HalfFloat.of(value));
        case "BF16" -> buffer.putShort(upperHalf(value));
        case "F8_E4M3" -> buffer.put(EightBitFloat.E4M3FN.of(value));
        case "F8_E5M2" -> buffer.put(EightBitFloat.E5M2.of(value));
        default -> buffer.putFloat(value);
      }
    }

    /** The bfloat16 that is nearest, ties to even. */
    private static short upperHalf(float value) {
      int bits = Float.floatToRawIntBits(value);
      return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }
  }
}
