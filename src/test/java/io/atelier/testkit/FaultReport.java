package io.atelier.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What tests of faults have counted, line by line in {@code target/faults.txt}. */
public final class FaultReport {
  private static final Path FILE = Path.of("target", "faults.txt");

  private FaultReport() {}

  /** Adds a line. */
  public static void add(String line) throws IOException {
    Files.createDirectories(FILE.toAbsolutePath().getParent());
    Files.writeString(
        FILE, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
