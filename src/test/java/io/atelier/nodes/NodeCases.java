package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
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
   * @param missing classes that this build still lacks; cases that use one are aborted, and a class
   *     that has come meanwhile fails them until it leaves this list
   */
  static Stream<DynamicTest> of(String group, Set<String> covered, Set<String> missing) {
    return NodeCase.ofGroup(group, covered).stream()
        .map(nodeCase -> dynamicTest(nodeCase.name(), () -> check(nodeCase, missing)));
  }

  private static void check(NodeCase nodeCase, Set<String> missing) throws Exception {
    Path folder = Files.createTempDirectory("node-case");
    try {
      CaseRun run = new CaseRun(nodeCase, folder);
      Set<String> lacking = run.missingClasses();
      assertThat(missing).as("classes that may be missing").containsAll(lacking);
      if (!lacking.isEmpty()) {
        abort("this build lacks " + lacking);
      }
      run.check();
    } finally {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
