package io.atelier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.config.AtelierSettings.CacheKind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtelierSettingsTest {
  private static AtelierSettings read(Map<String, String> given) {
    return AtelierSettings.read(given::get);
  }

  @Test
  void nothingGivenMeansTheDefaults() {
    AtelierSettings settings = read(Map.of());
    assertThat(settings.baseDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.maxUploadBytes()).isEqualTo(104_857_600);
    assertThat(settings.corsOrigin()).isEmpty();
    assertThat(settings.cache()).isEqualTo(new CacheKind(CacheKind.Type.CLASSIC, 0));
    assertThat(settings.parallelism()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void fractionsOfAMebibyteCount() {
    assertThat(read(Map.of("atelier.max-upload-size", "0.5")).maxUploadBytes()).isEqualTo(524_288);
  }

  @ParameterizedTest
  @CsvSource({
    "lru:10,LRU,10",
    "ram:3.5,RAM,3.5",
    "ram,RAM,2",
    "none,NONE,0",
    " classic ,CLASSIC,0"
  })
  void cacheKindsAreReadWithTheirAmount(String text, CacheKind.Type type, double amount) {
    assertThat(read(Map.of("atelier.cache", text)).cache()).isEqualTo(new CacheKind(type, amount));
  }

  @ParameterizedTest
  @CsvSource({
    "atelier.cache,most,ATELIER_CACHE",
    "atelier.max-upload-size,much,ATELIER_MAX_UPLOAD_SIZE",
    "atelier.parallelism,some,ATELIER_PARALLELISM"
  })
  void aWrongValueIsRefusedUnderTheNameThatTheUserGave(
      String property, String value, String shown) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of(property, value)))
        .withMessageContaining(shown)
        .withMessageContaining(value);
  }
}
