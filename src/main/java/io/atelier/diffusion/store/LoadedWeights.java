package io.atelier.diffusion.store;

import io.atelier.diffusion.layer.Weight;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/**
 * Weights in native memory, kept as a {@link ComputePlan} says. On the CPU, weights that are kept
 * as their file stores them are not copied: they are read from its map. Patched weights may stand
 * over those of the unpatched network and share the rest.
 */
final class LoadedWeights implements AutoCloseable {
  private final Map<String, Weight> all;
  private final List<Tensor> owned = new ArrayList<>();
  private final List<ByteBuffer> maps = new ArrayList<>();
  private final ComputePlan.Keeping keeping;
  private long bytes;

  private LoadedWeights(Map<String, Weight> all, ComputePlan.Keeping keeping) {
    this.all = all;
    this.keeping = keeping;
  }

  /** Loads all weights of a key, sharing none. */
  static LoadedWeights load(WeightsKey key, ComputePlan.Keeping keeping) throws IOException {
    LoadedWeights loaded = new LoadedWeights(new HashMap<>(), keeping);
    try (WeightReader reader = new WeightReader()) {
      for (String name : key.source().names().keySet()) {
        try (TensorScope scope = TensorScope.open()) {
          WeightReader.Kept kept = reader.kept(key, name);
          Tensor placed = keeping.place(kept.tensor());
          if (kept.map() != null && reads(placed, kept.tensor())) {
            loaded.maps.add(kept.map());
          }
          loaded.put(name, scope.retain(placed), kept.factor());
        }
      }
      return loaded;
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private static boolean reads(Tensor placed, Tensor mapped) {
    return placed.data_ptr().address() == mapped.data_ptr().address();
  }

  /**
   * The weights of a key over those of its source, {@code base}: this owns what the key changes and
   * shares the others.
   */
  static LoadedWeights over(LoadedWeights base, WeightsKey key) throws IOException {
    LoadedWeights loaded = new LoadedWeights(new HashMap<>(base.all), base.keeping);
    try (WeightReader reader = new WeightReader()) {
      for (String name : key.changed()) {
        try (TensorScope scope = TensorScope.open()) {
          Tensor before = base.weights().get(name).value();
          Tensor after =
              WeightReader.asKept(reader.finished(before.cpu(), key, name), key.source());
          loaded.put(name, scope.retain(base.keeping.place(after)), 1);
        }
      }
      return loaded;
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private void put(String name, Tensor weight, double factor) {
    owned.add(weight);
    all.put(name, new Weight(weight, factor));
    bytes += weight.nbytes();
  }

  /** The weights by name, valid until this is closed. */
  Weights weights() {
    return new Weights(all);
  }

  /** The memory that this object owns. */
  long bytes() {
    return bytes;
  }

  /** Gives the memory back, to the system too, which the C library would not do by itself. */
  @Override
  public void close() {
    owned.forEach(Tensor::releaseReference);
    owned.clear();
    all.clear();
    maps.clear();
    bytes = 0;
    Pointer.trimMemory();
  }
}
