package io.atelier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostileSettingsTest {
  @Test
  void headerInjectionALineBreakInTheCorsOriginIsRefused() {
    assertThatThrownBy(
            () ->
                AtelierSettings.read(
                    Map.of("atelier.cors-origin", "https://a\r\nSet-Cookie: b")::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ATELIER_CORS_ORIGIN");
  }

  @Test
  void hostsFlagsAndPathsAreRead() {
    Map<String, String> given =
        Map.of(
            "atelier.allowed-hosts", "Art.Example, b.example ,",
            "atelier.multi-user", "yes",
            "atelier.frontend-root", "/srv/front",
            "atelier.base-directory", "/data");
    AtelierSettings settings = AtelierSettings.read(given::get);
    assertThat(settings.allowedHosts()).containsExactlyInAnyOrder("art.example", "b.example");
    assertThat(settings.multiUser()).isTrue();
    assertThat(settings.frontendRoot()).contains(Path.of("/srv/front"));
    assertThat(settings.extraModelPaths()).isEqualTo(Path.of("/data/extra_model_paths.yaml"));
    assertThatThrownBy(() -> AtelierSettings.read(Map.of("atelier.multi-user", "perhaps")::get))
        .hasMessageContaining("ATELIER_MULTI_USER");
  }
}
