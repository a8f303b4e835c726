package io.atelier.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.LoraPatch;
import io.atelier.diffusion.store.MergePatch;
import io.atelier.diffusion.store.MergePatch.Mix;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsFile;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mixed weights, and mixed weights in files. */
class MergesTest {
  private static final long ROOM = 1000;

  @TempDir Path folder;

  private final ModelStore store = new ModelStore(new DiffusionSettings(ROOM, 64, 1));
  private WeightsKey one;
  private WeightsKey two;

  /** A network that is its weights. */
  private record Look(Weights weights) {
    double first(String name) {
      return weights.get(name).value().flatten(0, -1).select(0, 0).item_double();
    }
  }

  @BeforeEach
  void writeFiles() throws IOException {
    one = file("one", 1, 2);
    two = file("two", 10, 20);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private WeightsKey file(String name, float in, float out) throws IOException {
    Path path = folder.resolve(name + ".safetensors");
    new SafetensorsWriter(Map.of())
        .add("input_blocks.1.weight", new long[] {2, 1}, new float[] {in, in})
        .add("out.weight", new long[] {1}, new float[] {out})
        .write(path);
    return WeightsKey.of(WeightSource.below(ModelFile.read(path), ""));
  }

  private double value(WeightsKey key, String name) {
    return store.with(key, Look.class, Look::new, look -> look.first(name));
  }

  private static WeightsKey mixed(WeightsKey key, WeightsKey other, Mix mix) {
    return key.with(MergePatch.of(key, other, name -> mix));
  }

  @Test
  void theRatioIsThatOfTheFirst() {
    WeightsKey merged = mixed(one, two, Mix.ofRatio(0.25));
    assertThat(value(merged, "input_blocks.1.weight")).isEqualTo(0.25 * 1 + 0.75 * 10);
    assertThat(value(merged, "out.weight")).isEqualTo(0.25 * 2 + 0.75 * 20);
  }

  @Test
  void mergingLoadsNeitherOfTheMerged() {
    WeightsKey merged = mixed(one, two, Mix.ofRatio(0.5));
    value(merged, "out.weight");
    assertThat(store.loaded())
        .containsExactly(new ModelStore.Loaded("one.safetensors", 3 * Float.BYTES));
  }

  @Test
  void equalMergesShareMemory() {
    value(mixed(one, two, Mix.ofRatio(0.5)), "out.weight");
    value(mixed(one, two, Mix.ofRatio(0.5)), "out.weight");
    assertThat(store.loaded()).hasSize(1);
    value(mixed(one, two, Mix.ofRatio(0.75)), "out.weight");
    assertThat(store.loaded()).hasSize(2);
  }

  @Test
  void aDifferenceIsAddedToAThird() throws IOException {
    WeightsKey third = file("third", 100, 200);
    WeightsKey difference = mixed(two, one, new Mix(0.5, -0.5));
    assertThat(value(mixed(third, difference, new Mix(1, 1)), "out.weight"))
        .isEqualTo(200 + 0.5 * (20 - 2));
  }

  @Test
  void patchesApplyInTheOrderInWhichTheyCame() throws IOException {
    Path path = folder.resolve("lora.safetensors");
    new SafetensorsWriter(Map.of()).add("x.diff", new long[] {1}, new float[] {8}).write(path);
    LoraPatch lora = new LoraPatch(ModelFile.read(path), Map.of("x", "out.weight"), 1);
    Mix half = Mix.ofRatio(0.5);
    assertThat(value(mixed(one.with(lora), two, half), "out.weight")).isEqualTo((2 + 8 + 20) / 2.0);
    assertThat(value(mixed(one, two, half).with(lora), "out.weight")).isEqualTo((2 + 20) / 2.0 + 8);
    assertThat(value(mixed(one, two.with(lora), half), "out.weight")).isEqualTo((2 + 20 + 8) / 2.0);
  }

  @Test
  void aBlockTakesTheRatioOfTheLongestBeginning() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    ratios.put("time_embed.", 0.5);
    ratios.put("input_blocks.1", 0.1);
    ratios.put("input_blocks.1.", 1.0);
    WeightsKey merged = one.with(MergePatch.of(one, two, Merges.byBlock(ratios)));
    assertThat(value(merged, "input_blocks.1.weight")).isEqualTo(1);
    assertThat(value(merged, "out.weight")).isEqualTo((2 + 20) / 2.0);
    assertThat(merged.changed()).containsExactly("out.weight");
  }

  @Test
  void weightsOfAnotherShapeAreLeftAlone() throws IOException {
    Path path = folder.resolve("wide.safetensors");
    new SafetensorsWriter(Map.of())
        .add("input_blocks.1.weight", new long[] {2, 2}, new float[] {5, 5, 5, 5})
        .add("out.weight", new long[] {1}, new float[] {4})
        .write(path);
    WeightsKey wide = WeightsKey.of(WeightSource.below(ModelFile.read(path), ""));
    WeightsKey merged = mixed(one, wide, Mix.ofRatio(0));
    assertThat(value(merged, "input_blocks.1.weight")).isEqualTo(1);
    assertThat(value(merged, "out.weight")).isEqualTo(4);
  }

  @Test
  void halfPreciseNetworksStaySo() {
    WeightsKey half = WeightsKey.of(one.source().asHalf());
    // 14.6 lies between 14.59375 and 14.6015625.
    assertThat(value(mixed(half, two, Mix.ofRatio(0.3)), "out.weight")).isEqualTo(14.6015625);
  }

  @Test
  void whatIsWrittenIsWhatTheNetworkTakes() throws IOException {
    Path path = folder.resolve("saved.safetensors");
    WeightsKey half = mixed(WeightsKey.of(one.source().asHalf()), two, Mix.ofRatio(0.3));
    WeightsFile.write(
        path,
        Map.of("k", "v"),
        List.of(
            new WeightsFile.Part("model.", mixed(one, two, Mix.ofRatio(0.5))),
            new WeightsFile.Part("clip.", half)),
        (done, total) -> assertThat(total).isEqualTo(4));
    ModelFile saved = ModelFile.read(path);
    assertThat(saved.metadata()).containsEntry("k", "v");
    assertThat(Objects.requireNonNull(saved.tensors().get("clip.out.weight")).dtype().name())
        .isEqualTo("F16");
    WeightsKey clip = WeightsKey.of(WeightSource.below(saved, "clip."));
    assertThat(value(clip, "out.weight")).isEqualTo(value(half, "out.weight"));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.floats("model.input_blocks.1.weight")).containsExactly(5.5f, 5.5f);
    }
  }

  @Test
  void aFileThatIsNotFinishedIsNotThere() {
    Path path = folder.resolve("stopped.safetensors");
    List<WeightsFile.Part> parts = List.of(new WeightsFile.Part("", one));
    assertThatThrownBy(
            () ->
                WeightsFile.write(
                    path,
                    Map.of(),
                    parts,
                    (done, total) -> {
                      throw new IllegalStateException("stopped");
                    }))
        .hasMessage("stopped");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("one.safetensors", "two.safetensors");
  }

  @Test
  void mixingWithoutEndIsRefused() {
    WeightsKey key = one;
    for (int i = 0; i < 9; i++) {
      key = mixed(key, key, Mix.ofRatio(0.5));
    }
    WeightsKey large = key;
    assertThatThrownBy(() -> mixed(large, large, Mix.ofRatio(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1024 files");
  }
}
