package io.atelier.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example in server-config tells the truth about every setting. */
class SettingsExampleTest {
  @ParameterizedTest
  @EnumSource(Setting.class)
  void namesTheSettingWithItsMeaningAndDefault(Setting setting) throws IOException {
    String example = Files.readString(Path.of("server-config", "settings.example"));
    assertThat(example)
        .contains(
            "# %s\n#%s=%s\n"
                .formatted(setting.meaning(), setting.environmentVariable(), setting.byDefault()));
  }
}
