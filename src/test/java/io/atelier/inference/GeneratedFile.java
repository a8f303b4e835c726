package io.atelier.inference;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.tensor.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A small model file in the making, with computed or given weights. */
public final class GeneratedFile {
  private record Weight(long[] shape, float[] values) {}

  private final Map<String, Weight> weights = new LinkedHashMap<>();

  private static int length(long... shape) {
    long length = 1;
    for (long side : shape) {
      length *= side;
    }
    return Math.toIntExact(length);
  }

  /** A weight that is computed from its name. */
  public GeneratedFile computed(String name, long... shape) {
    weights.put(name, new Weight(shape, TinyNetworks.values(name, shape)));
    return this;
  }

  /** A weight of given values. */
  public GeneratedFile given(String name, long[] shape, float... values) {
    weights.put(name, new Weight(shape, values));
    return this;
  }

  public GeneratedFile zero(String name, long... shape) {
    return given(name, shape, new float[length(shape)]);
  }

  /** A convolution with its bias, computed. */
  public GeneratedFile conv(String name, long outputs, long inputs, long side) {
    return computed(name + ".weight", outputs, inputs, side, side)
        .computed(name + ".bias", outputs);
  }

  /** A convolution that gives zero. */
  public GeneratedFile zeroConv(String name, long outputs, long inputs, long side) {
    return zero(name + ".weight", outputs, inputs, side, side).zero(name + ".bias", outputs);
  }

  /** All weights of another under other names; those that the operator makes null are left out. */
  public GeneratedFile renamed(UnaryOperator<String> rename) {
    GeneratedFile other = new GeneratedFile();
    weights.forEach(
        (name, weight) -> {
          String renamed = rename.apply(name);
          if (renamed != null) {
            other.weights.put(renamed, weight);
          }
        });
    return other;
  }

  public ModelFile write(Path path) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter(Map.of());
    weights.forEach((name, weight) -> writer.add(name, weight.shape(), weight.values()));
    writer.write(path);
    return ModelFile.read(path);
  }
}
