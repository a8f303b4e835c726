package io.atelier.diffusion.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  private static final long ROOM_FOR_TWO = 2 * 4 * Float.BYTES;

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(new DiffusionSettings(ROOM_FOR_TWO, 64, 1));

  /** A network that is its weights. */
  private record Sum(Weights weights) {
    double value() {
      return weights.get("layer.weight").value().sum().item_double();
    }
  }

  private WeightsKey file(String name, float... values) throws IOException {
    Path path = folder.resolve(name + ".safetensors");
    new SafetensorsWriter(Map.of()).add("layer.weight", new long[] {2, 2}, values).write(path);
    return WeightsKey.of(WeightSource.below(ModelFile.read(path), ""));
  }

  private double sum(WeightsKey key) {
    return store.with(key, Sum.class, Sum::new, Sum::value);
  }

  private static RuntimeException outOfMemory() {
    return new RuntimeException("DefaultCPUAllocator: can't allocate memory: you tried to ...");
  }

  @Test
  void whereMemoryDoesNotDoIdleNetworksGiveWay() throws IOException {
    WeightsKey idle = file("idle", 1, 2, 3, 4);
    WeightsKey used = file("used", 5, 6, 7, 8);
    sum(idle);
    List<Integer> loaded = new ArrayList<>();

    double result =
        store.with(
            used,
            Sum.class,
            Sum::new,
            network -> {
              loaded.add(store.loaded().size());
              if (loaded.size() == 1) {
                throw outOfMemory();
              }
              return network.value();
            });

    assertThat(result).isEqualTo(26);
    assertThat(loaded).containsExactly(2, 1);
  }

  @Test
  void whereMemoryDoesNotDoAtAllItSaysSo() throws IOException {
    WeightsKey key = file("a", 1, 2, 3, 4);

    assertThatThrownBy(
            () ->
                store.with(
                    key,
                    Sum.class,
                    Sum::new,
                    network -> {
                      throw outOfMemory();
                    }))
        .isInstanceOf(DeviceMemoryError.class)
        .hasMessageContaining("can't allocate memory");
  }

  @Test
  void theLeastRecentlyUsedNetworkGivesWay() throws IOException {
    WeightsKey a = file("a", 1, 2, 3, 4);
    WeightsKey b = file("b", 5, 6, 7, 8);
    WeightsKey c = file("c", 9, 10, 11, 12);
    assertThat(sum(a)).isEqualTo(10);
    assertThat(sum(b)).isEqualTo(26);
    assertThat(sum(a)).isEqualTo(10);
    assertThat(sum(c)).isEqualTo(42);
    assertThat(store.loaded())
        .extracting(ModelStore.Loaded::name)
        .containsExactlyInAnyOrder("a.safetensors", "c.safetensors");
    store.unloadAll();
    assertThat(store.loaded()).isEmpty();
  }

  @Test
  void aLoraIsAddedWithItsStrengthAndLeavesTheNetworkAsItIs() throws IOException {
    WeightsKey plain = file("plain", 1, 2, 3, 4);
    Path lora = folder.resolve("lora.safetensors");
    new SafetensorsWriter(Map.of())
        .add("x.lora_up.weight", new long[] {2, 1}, new float[] {1, 2})
        .add("x.lora_down.weight", new long[] {1, 2}, new float[] {3, 5})
        .add("x.alpha", new long[] {}, new float[] {2})
        .write(lora);
    WeightsKey patched =
        plain.with(new LoraPatch(ModelFile.read(lora), Map.of("x", "layer.weight"), 0.5));
    assertThat(sum(patched)).isEqualTo(10 + 0.5 * 2 * (1 + 2) * (3 + 5));
    assertThat(sum(plain)).isEqualTo(10);
  }

  @Test
  void aNetworkInUseIsNotUnloaded() throws IOException {
    WeightsKey a = file("a", 1, 2, 3, 4);
    double sum =
        store.with(
            a,
            Sum.class,
            Sum::new,
            network -> {
              store.unloadAll();
              return network.value();
            });
    assertThat(sum).isEqualTo(10);
  }

  @Test
  void aFileThatIsGoneIsSaidSo() throws IOException {
    WeightsKey a = file("a", 1, 2, 3, 4);
    Files.delete(folder.resolve("a.safetensors"));
    assertThatThrownBy(() -> sum(a))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a.safetensors");
  }
}
