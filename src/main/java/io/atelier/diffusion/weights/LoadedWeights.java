package io.atelier.diffusion.weights;

import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.NativeTensors;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import io.atelier.tensor.TensorScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Weights in native memory, as float32. Weights that a file stores as float32 are not copied: they
 * are read from its map. Patched weights stand over those of the unpatched network and share the
 * rest.
 */
public final class LoadedWeights implements AutoCloseable {
  private final Map<String, Tensor> all;
  private final List<Tensor> owned = new ArrayList<>();
  private final List<ByteBuffer> maps = new ArrayList<>();
  private long bytes;

  private LoadedWeights(Map<String, Tensor> all) {
    this.all = all;
  }

  /** Loads all weights of a source. */
  public static LoadedWeights load(WeightSource source) throws IOException {
    LoadedWeights loaded = new LoadedWeights(new HashMap<>());
    try (SafetensorsFile file = SafetensorsFile.open(source.file().path())) {
      for (Map.Entry<String, String> name : source.names().entrySet()) {
        loaded.read(file, name.getKey(), name.getValue(), source.half());
      }
      return loaded;
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private void read(SafetensorsFile file, String name, String key, boolean half)
      throws IOException {
    TensorInfo info = file.tensors().get(key);
    if (info == null) {
      throw new IOException("the file has no tensor '" + key + "'");
    }
    ByteBuffer data = file.data(key);
    maps.add(data);
    try (TensorScope scope = TensorScope.open()) {
      Tensor stored = NativeTensors.over(data, info);
      Tensor rounded = half ? stored.to(ScalarType.Half) : stored;
      Tensor weight = rounded.to(ScalarType.Float);
      boolean copied = weight.data_ptr().address() != stored.data_ptr().address();
      if (copied) {
        maps.remove(maps.size() - 1);
      }
      put(name, scope.retain(weight));
    }
  }

  /** The weights of {@code base} with some patched, which this owns while sharing the others. */
  public static LoadedWeights patched(LoadedWeights base, WeightsKey key) throws IOException {
    LoadedWeights loaded = new LoadedWeights(new HashMap<>(base.all));
    try {
      for (LoraPatch patch : key.loras()) {
        try (SafetensorsFile file = SafetensorsFile.open(patch.file().path())) {
          for (Map.Entry<String, String> target : patch.targets().entrySet()) {
            loaded.patch(new LoraDelta(file, target.getKey()), target.getValue(), patch.strength());
          }
        }
      }
      loaded.roundPatched(key);
      return loaded;
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private void patch(LoraDelta delta, String name, double strength) throws IOException {
    Tensor before = all.get(name);
    if (before == null) {
      return;
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor after = scope.retain(delta.applyTo(before, name, strength));
      forget(before);
      put(name, after);
    }
  }

  private void roundPatched(WeightsKey key) {
    if (key.source().half()) {
      for (String name :
          key.loras().stream().flatMap(l -> l.targets().values().stream()).toList()) {
        Tensor weight = all.get(name);
        if (weight != null && owned.contains(weight)) {
          try (TensorScope scope = TensorScope.open()) {
            Tensor rounded = scope.retain(weight.to(ScalarType.Half).to(ScalarType.Float));
            forget(weight);
            put(name, rounded);
          }
        }
      }
    }
  }

  private void put(String name, Tensor weight) {
    owned.add(weight);
    all.put(name, weight);
    bytes += weight.nbytes();
  }

  /** Gives a weight back if it is this object's own. */
  private void forget(Tensor weight) {
    if (owned.remove(weight)) {
      bytes -= weight.nbytes();
      weight.releaseReference();
    }
  }

  /** The weights by name, valid until this is closed. */
  public Weights weights() {
    return new Weights(all);
  }

  /** The memory that this object owns. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    owned.forEach(Tensor::releaseReference);
    owned.clear();
    all.clear();
    maps.clear();
    bytes = 0;
  }
}
