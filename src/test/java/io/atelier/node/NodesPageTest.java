package io.atelier.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the example in docs/nodes.md to the files that are compiled and tested here. */
class NodesPageTest {
  private static final Path PAGE = Path.of("docs", "nodes.md");
  private static final Path EXAMPLE = Path.of("src", "test", "java", "com", "example", "captions");

  @ParameterizedTest
  @ValueSource(strings = {"Shout.java", "ShoutTest.java"})
  void thePageShowsTheExampleAsItIs(String file) throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("```java\n" + Files.readString(EXAMPLE.resolve(file)) + "```");
  }
}
