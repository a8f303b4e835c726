package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.config.PreviewMethod;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.image.Latent;
import io.atelier.node.Preview;
import io.atelier.node.Services;
import io.atelier.node.harness.NodeHarness;
import io.atelier.node.harness.NodeProgress;
import io.atelier.nodes.sampling.KSampler;
import io.atelier.storage.ModelFolders;
import io.atelier.tensor.NormalNoise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of a KSampler, by the server's setting and the prompt's wish. */
class PreviewChoiceTest {
  @TempDir Path base;

  private final ModelStore store = new ModelStore(DiffusionSettings.standard());
  private Map<String, Object> inputs;

  @BeforeEach
  void makeInputs() throws IOException {
    Files.createDirectories(base.resolve("models/vae_approx"));
    GeneratedFile unet = new GeneratedFile();
    TinyNetworks.unetShapes().forEach(unet::computed);
    WeightsKey key =
        WeightsKey.of(WeightSource.below(unet.write(base.resolve("unet.safetensors")), ""));
    Conditioning text = Conditioning.of(Conditioning.Entry.of(NormalNoise.of(2, 1, 7, 24), null));
    inputs =
        Map.of(
            "model",
            TinyNetworks.model(store, key),
            "seed",
            1L,
            "steps",
            1L,
            "cfg",
            1.0,
            "sampler_name",
            "euler",
            "scheduler",
            "simple",
            "positive",
            text,
            "negative",
            text,
            "latent_image",
            Latent.of(FloatArray.zeros(1, 4, 8, 16)),
            "denoise",
            1.0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<@Nullable Preview> previews(PreviewMethod setting, @Nullable Object wish) {
    Services services =
        Services.of(Map.of(ModelFolders.class, new ModelFolders(base), ModelStore.class, store))
            .with(PreviewMethod.class, setting);
    NodeHarness sampler = NodeHarness.of(new KSampler()).services(services).with(inputs);
    if (wish != null) {
      sampler.extra("preview_method", wish);
    }
    return sampler.run().progress().stream().map(NodeProgress::preview).toList();
  }

  private Preview only(PreviewMethod setting, @Nullable Object wish) {
    List<@Nullable Preview> previews = previews(setting, wish);
    assertThat(previews).hasSize(1);
    return Objects.requireNonNull(previews.get(0));
  }

  @Test
  void thePromptsWishGoesBeforeTheSetting() {
    assertThat(previews(PreviewMethod.NONE, null)).containsOnlyNulls();
    assertThat(previews(PreviewMethod.LATENT2RGB, "none")).containsOnlyNulls();
    assertThat(previews(PreviewMethod.NONE, "auto")).doesNotContainNull();
    assertThat(previews(PreviewMethod.NONE, "default")).containsOnlyNulls();
    assertThat(previews(PreviewMethod.NONE, List.of("auto"))).containsOnlyNulls();
  }

  @Test
  void previewsAreJpegsOfTheSettingsSize() throws IOException {
    Preview preview = only(PreviewMethod.LATENT2RGB, null);
    var image = ImageIO.read(new ByteArrayInputStream(preview.image()));
    assertThat(image.getWidth()).isEqualTo(512);
    assertThat(image.getHeight()).isEqualTo(256);
  }

  @Test
  void aTinyAutoencoderShowsThePictureIfItIsThere() throws IOException {
    byte[] linear = only(PreviewMethod.LATENT2RGB, null).image();
    assertThat(only(PreviewMethod.TAESD, null).image()).isEqualTo(linear);
    new GeneratedFile()
        .zeroConv("1", 2, 4, 3)
        .zero("7.weight", 2, 2, 3, 3)
        .zero("12.weight", 2, 2, 3, 3)
        .zero("17.weight", 2, 2, 3, 3)
        .zero("19.weight", 3, 2, 3, 3)
        .given("19.bias", new long[] {3}, 1, 0.5f, 0)
        .write(base.resolve("models/vae_approx/taesd_decoder.safetensors"));
    Preview preview = only(PreviewMethod.NONE, "taesd");
    int colour = ImageIO.read(new ByteArrayInputStream(preview.image())).getRGB(100, 100);
    assertThat(colour >> 16 & 0xFF).isGreaterThan(240);
    assertThat(colour >> 8 & 0xFF).isBetween(115, 140);
    assertThat(colour & 0xFF).isLessThan(15);
  }

  @Test
  void aBrokenDecoderIsLeftAside() throws IOException {
    byte[] linear = only(PreviewMethod.LATENT2RGB, null).image();
    Files.writeString(
        base.resolve("models/vae_approx/taesd_decoder.safetensors"), "nothing of use");
    assertThat(only(PreviewMethod.TAESD, null).image()).isEqualTo(linear);
  }
}
