package io.atelier.diffusion.store;

import io.atelier.array.FloatArray;
import io.atelier.tensor.Dtype;
import io.atelier.tensor.NativeTensors;
import io.atelier.tensor.SafetensorsWriter;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Writes networks whose weights are differences, as subtracting one model from another gives, as a
 * LoRA file in float16: matrices as products of thin ones, the rest as it is.
 */
public final class LoraExtraction {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private final WeightReader reader;
  private final Rules rules;
  private final WeightsFile.Listener listener;
  private int done;
  private int total;
  private @Nullable Factors latest;

  private LoraExtraction(WeightReader reader, Rules rules, WeightsFile.Listener listener) {
    this.reader = reader;
    this.rules = rules;
    this.listener = listener;
  }

  /**
   * What is written.
   *
   * @param rank of the products, at least 1; at most a matrix's sides are used
   * @param whole whether matrices are written whole instead
   * @param biases whether biases and the weights of normalisations are written
   */
  public record Rules(int rank, boolean whole, boolean biases) {}

  /** The two matrices of a weight, kept until both are written. */
  private record Factors(WeightsKey key, String name, FloatArray up, FloatArray down) {}

  /**
   * Writes the file, which appears under its name only when it is complete.
   *
   * @param parts differences, with the beginnings of LoRA names
   */
  public static void write(
      Path path, List<WeightsFile.Part> parts, Rules rules, WeightsFile.Listener listener)
      throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter(Map.of());
    try (WeightReader reader = new WeightReader()) {
      LoraExtraction extraction = new LoraExtraction(reader, rules, listener);
      for (WeightsFile.Part part : parts) {
        for (String name : part.weights().source().names().keySet()) {
          extraction.add(part, name, writer);
        }
      }
      writer.write(path);
    }
  }

  private void add(WeightsFile.Part part, String name, SafetensorsWriter writer) {
    WeightsKey key = part.weights();
    long[] shape = key.source().shape(name);
    if (name.endsWith(BIAS)) {
      if (rules.biases()) {
        addWhole(writer, base(part, name, BIAS) + ".diff_b", shape, key, name);
      }
    } else if (name.endsWith(WEIGHT)) {
      String base = base(part, name, WEIGHT);
      if (shape.length >= 2 && !rules.whole()) {
        addProduct(writer, base, shape, key, name);
      } else if (shape.length >= 2 || rules.whole() || rules.biases()) {
        addWhole(writer, base + ".diff", shape, key, name);
      }
    }
  }

  private static String base(WeightsFile.Part part, String name, String ending) {
    return part.prefix() + name.substring(0, name.length() - ending.length());
  }

  private void addWhole(
      SafetensorsWriter writer, String target, long[] shape, WeightsKey key, String name) {
    total++;
    writer.add(target, Dtype.F16, shape, out -> writeWhole(key, name, out));
  }

  private void addProduct(
      SafetensorsWriter writer, String base, long[] shape, WeightsKey key, String name) {
    long columns = 1;
    for (int i = 1; i < shape.length; i++) {
      columns *= shape[i];
    }
    long rank = Math.min(rules.rank(), Math.min(shape[0], shape[1]));
    long[] up = {shape[0], rank};
    long[] down = {rank, columns};
    if (shape.length == 4) {
      up = new long[] {shape[0], rank, 1, 1};
      down = new long[] {rank, shape[1], shape[2], shape[3]};
    }
    total += 2;
    writer.add(
        base + ".lora_up.weight", Dtype.F16, up, out -> write(factors(key, name, rank).up(), out));
    writer.add(
        base + ".lora_down.weight",
        Dtype.F16,
        down,
        out -> write(factors(key, name, rank).down(), out));
  }

  @SuppressWarnings("try")
  private Factors factors(WeightsKey key, String name, long rank) throws IOException {
    Factors known = latest;
    if (known != null && known.key().equals(key) && known.name().equals(name)) {
      return known;
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor matrix = reader.read(key, name).flatten(1, -1);
      LowRank product = LowRank.of(matrix, rank, name.hashCode());
      Factors made =
          new Factors(key, name, Tensors.toJava(product.up()), Tensors.toJava(product.down()));
      latest = made;
      return made;
    }
  }

  @SuppressWarnings("try")
  private void write(FloatArray values, OutputStream out) throws IOException {
    try (TensorScope scope = TensorScope.open()) {
      NativeTensors.write(Tensors.toNative(values).to(ScalarType.Half), out);
    }
    listener.onWeight(++done, total);
  }

  @SuppressWarnings("try")
  private void writeWhole(WeightsKey key, String name, OutputStream out) throws IOException {
    try (TensorScope scope = TensorScope.open()) {
      NativeTensors.write(reader.read(key, name).to(ScalarType.Half), out);
    }
    listener.onWeight(++done, total);
  }
}
