package io.atelier.diffusion.store;

import io.atelier.tensor.Dtype;
import io.atelier.tensor.NativeTensors;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Computes weights one by one as a key describes them, so that however much is mixed, only one
 * weight's ingredients are in memory. To be used within a {@link io.atelier.tensor.TensorScope}.
 */
final class WeightReader implements AutoCloseable {
  private static final Set<ScalarType> NARROW =
      EnumSet.of(
          ScalarType.Half, ScalarType.BFloat16, ScalarType.Float8_e4m3fn, ScalarType.Float8_e5m2);

  private final Map<Path, SafetensorsFile> files = new HashMap<>();

  /**
   * A weight as it is kept.
   *
   * @param factor that its values are multiplied with
   * @param map the file's memory that it is read from and that must stay reachable as long, or null
   *     when it is a copy
   */
  record Kept(Tensor tensor, double factor, @Nullable ByteBuffer map) {}

  /** The weight with all that is done to it, over the file's memory if that has it just so. */
  Kept kept(WeightsKey key, String name) throws IOException {
    if (key.changes(name)) {
      return new Kept(asKept(read(key, name), key.source()), 1, null);
    }
    WeightSource source = key.source();
    TensorInfo info = info(source, name);
    ByteBuffer data = file(source.file().path()).data(info.name());
    Tensor stored = NativeTensors.over(data, info);
    Tensor weight = asStored(stored, source, name);
    boolean copied = weight.data_ptr().address() != stored.data_ptr().address();
    return new Kept(weight, factor(source, name), copied ? null : data);
  }

  /** A weight that a key changed, in the type in which its network has it. */
  static Tensor asKept(Tensor changed, WeightSource source) {
    return source.half() ? changed.to(ScalarType.Half) : changed;
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

  /** The weight as float32, as its network computes with it. */
  private Tensor asTaken(Tensor stored, WeightSource source, String name) throws IOException {
    Tensor wide = asStored(stored, source, name).to(ScalarType.Float);
    double factor = factor(source, name);
    return factor == 1 ? wide : wide.mul(new Scalar(factor));
  }

  /** The weight in the type in which it is kept, without its factor. */
  private static Tensor asStored(Tensor stored, WeightSource source, String name) {
    Tensor whole = source.form(name).of(stored);
    if (source.half()) {
      return whole.to(ScalarType.Half);
    }
    if (source.scales().biases().contains(name)) {
      return whole.to(
          source.scales().format() == Dtype.F8_E5M2
              ? ScalarType.Float8_e5m2
              : ScalarType.Float8_e4m3fn);
    }
    ScalarType type = whole.scalar_type().intern();
    return NARROW.contains(type) ? whole : whole.to(ScalarType.Float);
  }

  private double factor(WeightSource source, String name) throws IOException {
    String key = source.scales().factors().get(name);
    return key == null ? 1 : file(source.file().path()).floats(key)[0];
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
