package io.atelier.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the artifact {@code atelier-node-api} holds. */
public final class NodeApi {
  private static final Path CONTENTS = Path.of("src", "main", "api", "contents.txt");

  private NodeApi() {}

  /** Its files as Ant's patterns, such as {@code io/atelier/node/**}. */
  public static List<String> patterns() {
    try {
      return Files.readAllLines(CONTENTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its packages as ArchUnit names them, such as {@code io.atelier.node..}. */
  public static String[] packages() {
    return patterns().stream()
        .map(pattern -> pattern.replace("/**", "..").replace("/*", "").replace('/', '.'))
        .toArray(String[]::new);
  }
}
