package io.atelier.diffusion.weights;

import io.atelier.tensor.NativeTensors;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Computes weights one by one as a key describes them, so that however much is mixed, only one
 * weight's ingredients are in memory. To be used within a {@link io.atelier.tensor.TensorScope}.
 */
final class WeightReader implements AutoCloseable {
  private final Map<Path, SafetensorsFile> files = new HashMap<>();

  /**
   * A weight as float32.
   *
   * @param map the file's memory that it is read from and that must stay reachable as long, or null
   *     when it is a copy
   */
  record Weight(Tensor tensor, @Nullable ByteBuffer map) {}

  /** The weight with all that is done to it. */
  Weight read(WeightsKey key, String name) throws IOException {
    Weight stored = stored(key.source(), name);
    if (!key.changes(name)) {
      return stored;
    }
    try {
      return new Weight(finished(stored.tensor(), key, name), null);
    } finally {
      Reference.reachabilityFence(stored.map());
    }
  }

  /** A weight that the key changes, as its network takes it, given what its file has. */
  Tensor finished(Tensor stored, WeightsKey key, String name) throws IOException {
    Tensor patched = patched(stored, key, name);
    return key.source().half() ? patched.to(ScalarType.Half).to(ScalarType.Float) : patched;
  }

  private Weight stored(WeightSource source, String name) throws IOException {
    String key = source.names().get(name);
    SafetensorsFile file = file(source.file().path());
    TensorInfo info = key == null ? null : file.tensors().get(key);
    if (info == null) {
      throw new IOException("the file has no tensor '" + (key == null ? name : key) + "'");
    }
    ByteBuffer data = file.data(info.name());
    Tensor stored = NativeTensors.over(data, info);
    Tensor whole = source.form(name).of(stored);
    Tensor rounded = source.half() ? whole.to(ScalarType.Half) : whole;
    Tensor weight = rounded.to(ScalarType.Float);
    boolean copied = weight.data_ptr().address() != stored.data_ptr().address();
    return new Weight(weight, copied ? null : data);
  }

  private Tensor patched(Tensor stored, WeightsKey key, String name) throws IOException {
    Tensor weight = stored;
    for (WeightsPatch patch : key.patches()) {
      if (patch instanceof MergePatch merge) {
        weight = merged(weight, merge, name);
      } else if (patch instanceof LoraPatch lora) {
        weight = withLora(weight, lora, name);
      }
    }
    return weight;
  }

  private Tensor merged(Tensor weight, MergePatch merge, String name) throws IOException {
    MergePatch.Mix mix = merge.mixes().get(name);
    if (mix == null) {
      return weight;
    }
    Weight stored = stored(merge.other().source(), name);
    try {
      Tensor other = patched(stored.tensor(), merge.other(), name);
      return weight.mul(new Scalar(mix.own())).add(other.mul(new Scalar(mix.others())));
    } finally {
      Reference.reachabilityFence(stored.map());
    }
  }

  private Tensor withLora(Tensor before, LoraPatch lora, String name) throws IOException {
    Tensor weight = before;
    SafetensorsFile file = file(lora.file().path());
    for (String base : lora.basesOf(name)) {
      weight = new LoraDelta(file, base).applyTo(weight, name, lora.strength());
    }
    return weight;
  }

  private SafetensorsFile file(Path path) throws IOException {
    SafetensorsFile file = files.get(path);
    if (file == null) {
      file = SafetensorsFile.open(path);
      files.put(path, file);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    for (SafetensorsFile file : files.values()) {
      file.close();
    }
    files.clear();
  }
}
