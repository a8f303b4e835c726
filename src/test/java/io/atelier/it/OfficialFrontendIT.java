package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official frontend in a real browser, in the version that {@code /system_stats} asks for and
 * the newest one tried, on a server of its own that has no models at first.
 */
class OfficialFrontendIT {
  @ParameterizedTest
  @ValueSource(strings = {"1.27.10", "1.58.1"})
  void theDefaultWorkflowMeetsAMissingModelAndMakesAPicture(String version, @TempDir Path data)
      throws IOException, InterruptedException {
    Optional<Path> page = FrontendPackage.ofVersion(version);
    assumeTrue(page.isPresent(), "NOT TRIED: frontend " + version + " cannot be had by pip here");
    try (ServerProcess server =
        ServerProcess.start(data, Map.of("ATELIER_FRONTEND_ROOT", page.orElseThrow().toString()))) {
      NodeProject browser =
          new NodeProject(
              Path.of("src", "test", "browser"),
              server.base(),
              Map.of(
                  "ATELIER_MODELS",
                  data.resolve("models").toString(),
                  "ATELIER_CHECKPOINT",
                  ServerProcess.required("atelier.checkpoint")));
      browser.install();
      NodeProject.Outcome outcome = browser.run("test:official");
      assertThat(outcome.exitCode()).withFailMessage(outcome.output()).isZero();
    }
  }
}
