package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Recorded cases as tests, one each. */
final class NodeCases {
  private NodeCases() {}

  /**
   * The cases of a group.
   *
   * @param covered the classes that the group's files are about: all of them, and no others
   */
  static Stream<DynamicTest> of(String group, Set<String> covered) {
    return NodeCase.ofGroup(group, covered).stream()
        .map(nodeCase -> dynamicTest(nodeCase.name(), () -> check(nodeCase)));
  }

  private static void check(NodeCase nodeCase) throws Exception {
    Path folder = Files.createTempDirectory("node-case");
    try {
      CaseRun run = new CaseRun(nodeCase, folder);
      assertThat(run.missingClasses()).as("classes that this build lacks").isEmpty();
      if (NodeDeviations.isIntended(nodeCase.name())) {
        assertThatThrownBy(run::check).as("no longer deviates").isInstanceOf(AssertionError.class);
      } else {
        run.check();
      }
    } finally {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
