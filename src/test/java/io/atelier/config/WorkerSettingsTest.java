package io.atelier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {
  @Test
  void nothingGivenMeansTheDefaults() {
    WorkerSettings settings = WorkerSettings.read(name -> null);

    assertThat(settings.kind()).isEqualTo(WorkerSettings.Kind.AUTO);
    assertThat(settings.libraries()).isEmpty();
    assertThat(settings.retry()).isFalse();
    assertThat(settings.devices()).containsExactly("auto");
    assertThat(settings.javaOptions()).isEmpty();
  }

  @Test
  void readsWhatIsGiven() {
    Map<String, String> given =
        Map.of(
            "atelier.worker", " Process ",
            "atelier.devices", "CUDA:0, cuda:1",
            "atelier.model-memory", "1.5",
            "atelier.worker-libraries", "/opt/libtorch",
            "atelier.worker-retry", "retry",
            "atelier.worker-java-opts", " -Xmx8g  -XX:+UseZGC ");

    WorkerSettings settings = WorkerSettings.read(given::get);

    assertThat(settings.kind()).isEqualTo(WorkerSettings.Kind.PROCESS);
    assertThat(settings.modelBytes()).isEqualTo(3L << 29);
    assertThat(settings.libraries()).contains(Path.of("/opt/libtorch"));
    assertThat(settings.devices()).containsExactly("cuda:0", "cuda:1");
    assertThat(settings.retry()).isTrue();
    assertThat(settings.javaOptions()).containsExactly("-Xmx8g", "-XX:+UseZGC");
  }

  @ParameterizedTest
  @CsvSource({
    "atelier.worker,elsewhere",
    "atelier.devices,tpu:0",
    "atelier.devices,cuda:",
    "atelier.model-memory,-1",
    "atelier.model-memory,NaN",
    "atelier.worker-retry,perhaps"
  })
  void namesTheSettingThatIsWrong(String property, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerSettings.read(name -> name.equals(property) ? value : null))
        .withMessageContaining(value);
  }
}
