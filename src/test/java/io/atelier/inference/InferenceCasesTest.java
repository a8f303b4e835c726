package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded inference cases. By default those that need no weights; with {@code -Pinference} all of
 * the folder that the property {@code inference.folder} names, on a full-size synthetic model.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InferenceCasesTest {
  private static final String FOLDER = "inference.folder";

  private InferenceCases cases;

  @BeforeAll
  void openCases(@TempDir Path temporary) throws IOException, URISyntaxException {
    String folder = System.getProperty(FOLDER, "");
    if (folder.isEmpty()) {
      SyntheticModels.createHollowCheckpoint(temporary);
      Path excerpt =
          Path.of(
              Objects.requireNonNull(InferenceCasesTest.class.getResource("/inference/excerpt"))
                  .toURI());
      cases = new InferenceCases(excerpt, temporary);
    } else {
      Path base = Path.of("target/inference");
      Files.createDirectories(base);
      SyntheticModels.createMissing(base);
      cases = new InferenceCases(Path.of(folder), base);
    }
  }

  @AfterAll
  void closeCases() {
    cases.close();
  }

  Stream<String> names() throws IOException {
    return cases.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void resultsAreWithinTheRecordedTolerances(String name) throws Exception {
    List<String> results = cases.run(name);
    assertThat(results).isNotEmpty().allMatch(line -> line.startsWith("ok"));
  }
}
