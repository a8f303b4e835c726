package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.diffusion.autoencoder.PixelSpace;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.node.Services;
import io.atelier.node.harness.NodeFailure;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.loader.VAELoader;
import io.atelier.storage.ModelFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader on a server without networks. */
class VaeLoaderTest {
  @TempDir Path base;

  private Services services;

  @BeforeEach
  void createFolders() throws IOException {
    Files.createDirectories(base.resolve("models/vae"));
    Files.createDirectories(base.resolve("models/vae_approx"));
    services = Services.of(Map.of(ModelFolders.class, new ModelFolders(base)));
  }

  private void file(String name) throws IOException {
    Files.writeString(base.resolve("models").resolve(name), "nothing of use");
  }

  private Vae load(String name) {
    return NodeHarness.of(new VAELoader())
        .services(services)
        .linked("vae_name", name)
        .run()
        .output(0, Vae.class);
  }

  private List<Object> offered() {
    return new VAELoader().definition().inputs().get("vae_name").choices().list(services);
  }

  @Test
  void tinyAutoencodersAreOfferedWhenBothHalvesAreThere() throws IOException {
    file("vae/own.safetensors");
    file("vae_approx/taesd_encoder.safetensors");
    file("vae_approx/taesd_decoder.safetensors");
    file("vae_approx/taef1_decoder.safetensors");
    assertThat(offered()).containsExactly("own.safetensors", "taesd", "pixel_space");
  }

  @Test
  void pixelSpaceNeedsNoNetworks() {
    assertThat(load("pixel_space")).isEqualTo(new PixelSpace());
  }

  @Test
  void aPickledHalfIsRefusedByName() throws IOException {
    services =
        Services.of(
            Map.of(
                ModelFolders.class,
                new ModelFolders(base),
                ModelStore.class,
                new ModelStore(DiffusionSettings.standard())));
    file("vae_approx/taesd_encoder.pth");
    file("vae_approx/taesd_decoder.pth");
    assertThatThrownBy(() -> load("taesd"))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("taesd_encoder.pth is not opened");
  }
}
