package io.atelier.diffusion.store;

import io.atelier.tensor.NativeTensors;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
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

  /** The weight with all that is done to it, over the file's memory if that has it just so. */
  Weight view(WeightsKey key, String name) throws IOException {
    if (key.changes(name)) {
      return new Weight(read(key, name), null);
    }
    TensorInfo info = info(key.source(), name);
    ByteBuffer data = file(key.source().file().path()).data(info.name());
    Tensor stored = NativeTensors.over(data, info);
    Tensor weight = asTaken(stored, key.source(), name);
    boolean copied = weight.data_ptr().address() != stored.data_ptr().address();
    return new Weight(weight, copied ? null : data);
  }

  /** A copy of the weight with all that is done to it. */
  Tensor read(WeightsKey key, String name) throws IOException {
    Tensor stored = stored(key.source(), name);
    return key.changes(name) ? finished(stored, key, name) : stored;
  }

  /** A weight that the key changes, as its network takes it, given what its file has. */
  Tensor finished(Tensor stored, WeightsKey key, String name) throws IOException {
    Tensor patched = patched(stored, key, name);
    return key.source().half() ? patched.to(ScalarType.Half).to(ScalarType.Float) : patched;
  }

  private Tensor stored(WeightSource source, String name) throws IOException {
    TensorInfo info = info(source, name);
    return asTaken(NativeTensors.read(file(source.file().path()), info), source, name);
  }

  private static Tensor asTaken(Tensor stored, WeightSource source, String name) {
    Tensor whole = source.form(name).of(stored);
    Tensor rounded = source.half() ? whole.to(ScalarType.Half) : whole;
    return rounded.to(ScalarType.Float);
  }

  private TensorInfo info(WeightSource source, String name) throws IOException {
    String key = source.names().getOrDefault(name, name);
    TensorInfo info = file(source.file().path()).tensors().get(key);
    if (info == null) {
      throw new IOException("the file has no tensor '" + key + "'");
    }
    return info;
  }

  private Tensor patched(Tensor stored, WeightsKey key, String name) throws IOException {
    Tensor weight = stored;
    for (WeightsPatch patch : key.patches()) {
      if (patch instanceof MergePatch merge) {
        weight = merged(weight, merge, name);
      } else if (patch instanceof LoraPatch lora) {
        weight = withLora(weight, lora, name);
      } else if (patch instanceof FactorPatch scaling) {
        weight = weight.mul(new Scalar(scaling.factors().getOrDefault(name, 1.0)));
      }
    }
    return weight;
  }

  private Tensor merged(Tensor weight, MergePatch merge, String name) throws IOException {
    MergePatch.Mix mix = merge.mixes().get(name);
    if (mix == null) {
      return weight;
    }
    Tensor other = patched(stored(merge.other().source(), name), merge.other(), name);
    return weight.mul(new Scalar(mix.own())).add(other.mul(new Scalar(mix.others())));
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
