package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.atelier.node.NodeRegistry;
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
   *     that has come meanwhile fails a test of its own until it leaves this list
   */
  static Stream<DynamicTest> of(String group, Set<String> covered, Set<String> missing) {
    Stream<DynamicTest> lacked =
        missing.stream()
            .map(type -> dynamicTest(type + " is still missing", () -> assertMissing(type)));
    Stream<DynamicTest> cases =
        NodeCase.ofGroup(group, covered).stream()
            .map(nodeCase -> dynamicTest(nodeCase.name(), () -> check(nodeCase, missing)));
    return Stream.concat(lacked, cases);
  }

  private static void assertMissing(String type) {
    NodeRegistry registry =
        NodeRegistry.builder().addListed(NodeCases.class.getClassLoader(), "nodes").build();
    assertThat(registry.find(type)).as("%s has come: take it off the list", type).isNull();
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
