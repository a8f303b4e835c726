package io.atelier.diffusion.store;

import io.atelier.tensor.Dtype;
import io.atelier.tensor.NativeTensors;
import io.atelier.tensor.SafetensorsWriter;
import io.atelier.tensor.TensorScope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Writes networks as they are with their patches into one file. Weights are computed and written
 * one by one: float32, or float16 where the network takes no more of them.
 */
public final class WeightsFile {
  private final WeightReader reader;
  private final Listener listener;
  private final int total;
  private int done;

  private WeightsFile(WeightReader reader, Listener listener, int total) {
    this.reader = reader;
    this.listener = listener;
    this.total = total;
  }

  /**
   * One of the networks.
   *
   * @param prefix before the names of its weights
   */
  public record Part(String prefix, WeightsKey weights) {}

  /** Hears of every weight. */
  @FunctionalInterface
  public interface Listener {
    /** So many are written. May throw to end the writing. */
    void onWeight(int done, int total);
  }

  /** Writes the file, which appears under its name only when it is complete. */
  public static void write(
      Path path, Map<String, String> metadata, List<Part> parts, Listener listener)
      throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter(metadata);
    int total = parts.stream().mapToInt(part -> part.weights().source().names().size()).sum();
    try (WeightReader reader = new WeightReader()) {
      WeightsFile file = new WeightsFile(reader, listener, total);
      for (Part part : parts) {
        WeightSource source = part.weights().source();
        Dtype dtype = source.half() ? Dtype.F16 : Dtype.F32;
        for (String name : source.names().keySet()) {
          writer.add(
              part.prefix() + name,
              dtype,
              source.shape(name),
              out -> file.write(part.weights(), name, out));
        }
      }
      writer.write(path);
    }
  }

  @SuppressWarnings("try")
  private void write(WeightsKey key, String name, OutputStream out) throws IOException {
    try (TensorScope scope = TensorScope.open()) {
      Tensor weight = reader.read(key, name);
      NativeTensors.write(key.source().half() ? weight.to(ScalarType.Half) : weight, out);
    }
    listener.onWeight(++done, total);
  }
}
