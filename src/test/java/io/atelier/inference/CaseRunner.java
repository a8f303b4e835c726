package io.atelier.inference;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs recorded cases by hand and prints how far each result is off: {@code CaseRunner
 * CONFORMANCE_FOLDER BASE_DIRECTORY [PATTERN …]}.
 */
public final class CaseRunner {
  private CaseRunner() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    List<Pattern> patterns =
        List.of(arguments).subList(2, arguments.length).stream().map(Pattern::compile).toList();
    int failed = 0;
    int run = 0;
    try (InferenceCases cases = new InferenceCases(Path.of(arguments[0]), Path.of(arguments[1]))) {
      for (String name : cases.names()) {
        if (patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matcher(name).find())) {
          long start = System.nanoTime();
          List<String> lines;
          try {
            lines = cases.run(name);
          } catch (Exception | LinkageError e) {
            lines = List.of("FAIL " + e);
          }
          run++;
          boolean fails = lines.stream().anyMatch(line -> line.startsWith("FAIL"));
          failed += fails ? 1 : 0;
          out.printf(
              "%s %s (%.1f s)%n", fails ? "FAIL" : "ok  ", name, (System.nanoTime() - start) / 1e9);
          lines.stream()
              .filter(line -> (fails && line.startsWith("FAIL")) || patterns.size() == 1)
              .forEach(line -> out.println("     " + line));
        }
      }
    }
    out.printf("%d cases, %d failed%n", run, failed);
  }
}
