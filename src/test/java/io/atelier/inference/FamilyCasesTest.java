package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded cases of model families, on tiny models that are computed: those of this project, or
 * those of the folder that the property {@code families.folder} names. That is the folder of a
 * family or one of several such folders.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FamilyCasesTest {
  private static final String FOLDER = "families.folder";
  private static final String CASES = "cases.json";

  private final List<FamilyCases> families = new ArrayList<>();

  @BeforeAll
  void openFamilies(@TempDir Path temporary) throws IOException, URISyntaxException {
    String given = System.getProperty(FOLDER, "");
    Path folder =
        given.isEmpty()
            ? Path.of(
                Objects.requireNonNull(FamilyCasesTest.class.getResource("/inference/families"))
                    .toURI())
            : Path.of(given);
    for (Path family : familiesIn(folder)) {
      families.add(new FamilyCases(family, temporary.resolve(family.getFileName())));
    }
  }

  private static List<Path> familiesIn(Path folder) throws IOException {
    if (Files.exists(folder.resolve(CASES))) {
      return List.of(folder);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(each -> Files.exists(each.resolve(CASES))).sorted().toList();
    }
  }

  @AfterAll
  void closeFamilies() {
    families.forEach(FamilyCases::close);
  }

  Stream<Arguments> cases() {
    return families.stream()
        .flatMap(family -> family.names().stream().map(name -> Arguments.of(name, family)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void resultsAreWithinTheRecordedTolerances(String name, FamilyCases family) throws IOException {
    assertThat(family.run(name)).isNotEmpty().allMatch(line -> line.startsWith("ok"));
  }
}
