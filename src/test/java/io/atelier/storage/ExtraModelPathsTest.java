package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.storage.ExtraModelPaths.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraModelPathsTest {
  @TempDir Path folder;

  private List<Entry> read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("extra_model_paths.yaml"), yaml);
    return ExtraModelPaths.read(file, Map.of("DISK", "/disk")::get);
  }

  @Test
  void readsSectionsWithSeveralPathsAKindAndOldNames() throws IOException {
    assertThat(
            read(
                """
                a111:
                  base_path: /data/webui
                  checkpoints: models/Stable-diffusion
                  loras: |
                    models/Lora
                    models/LyCORIS
                  unet: /elsewhere/unet
                empty:
                other:
                  is_default: true
                  clip: encoders
                """))
        .containsExactly(
            new Entry("checkpoints", Path.of("/data/webui/models/Stable-diffusion"), false),
            new Entry("loras", Path.of("/data/webui/models/Lora"), false),
            new Entry("loras", Path.of("/data/webui/models/LyCORIS"), false),
            new Entry("diffusion_models", Path.of("/elsewhere/unet"), false),
            new Entry("text_encoders", folder.resolve("encoders"), true));
  }

  @Test
  void expandsHomeAndVariables() throws IOException {
    String home = System.getProperty("user.home");
    assertThat(read("a:\n  base_path: ~/m\n  vae: v\nb:\n  base_path: ${DISK}/$OTHER\n  vae: w\n"))
        .containsExactly(
            new Entry("vae", Path.of(home, "m/v"), false),
            new Entry("vae", Path.of("/disk/$OTHER/w"), false));
  }

  @Test
  void anEmptyOrMissingFileNamesNone() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(ExtraModelPaths.read(folder.resolve("none.yaml"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2]",
        "a: text",
        "a: {b: [",
        "a: !!javax.script.ScriptEngineManager [x]",
        "a: &a [*a, *a]",
      })
  void yamlThatIsBrokenOrHostileIsRefused(String yaml) {
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(IllegalArgumentException.class);
  }
}
