package io.atelier.diffusion.store;

import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.ComputeDevice;
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
 * Weights in native memory, as float32. Weights that a file stores as float32 are not copied: they
 * are read from its map. Patched weights may stand over those of the unpatched network and share
 * the rest.
 */
public final class LoadedWeights implements AutoCloseable {
  private final Map<String, Tensor> all;
  private final List<Tensor> owned = new ArrayList<>();
  private final List<ByteBuffer> maps = new ArrayList<>();
  private long bytes;

  private LoadedWeights(Map<String, Tensor> all) {
    this.all = all;
  }

  /** Loads all weights of a key, sharing none. */
  public static LoadedWeights load(WeightsKey key) throws IOException {
    LoadedWeights loaded = new LoadedWeights(new HashMap<>());
    try (WeightReader reader = new WeightReader()) {
      for (String name : key.source().names().keySet()) {
        try (TensorScope scope = TensorScope.open()) {
          WeightReader.Weight weight = reader.view(key, name);
          ByteBuffer map = weight.map();
          Tensor placed = ComputeDevice.get().place(weight.tensor());
          if (map != null && ComputeDevice.get().isCpu()) {
            loaded.maps.add(map);
          }
          loaded.put(name, scope.retain(placed));
        }
      }
      return loaded;
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  /**
   * The weights of a key over those of its source, {@code base}: this owns what the key changes and
   * shares the others.
   */
  public static LoadedWeights over(LoadedWeights base, WeightsKey key) throws IOException {
    LoadedWeights loaded = new LoadedWeights(new HashMap<>(base.all));
    try (WeightReader reader = new WeightReader()) {
      for (String name : key.changed()) {
        Tensor before = base.weights().get(name);
        try (TensorScope scope = TensorScope.open()) {
          Tensor after = reader.finished(before.cpu(), key, name);
          loaded.put(name, scope.retain(ComputeDevice.get().place(after)));
        }
      }
      return loaded;
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private void put(String name, Tensor weight) {
    owned.add(weight);
    all.put(name, weight);
    bytes += weight.nbytes();
  }

  /** The weights by name, valid until this is closed. */
  public Weights weights() {
    return new Weights(all);
  }

  /** The memory that this object owns. */
  public long bytes() {
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
