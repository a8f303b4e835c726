package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a store or a folder that cannot be used: one line, and status 1. */
class StartFailureIT {
  private static final String LINE = "Atelier cannot start: ";

  @TempDir Path folder = Path.of("");

  /** Runs the launcher to its end, which it is to find by itself, and returns why it ended. */
  private String start(Path base) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            Path.of("server-config", "Start.java").toString(),
            System.getProperty("payara.microJar"),
            System.getProperty("atelier.war"));
    builder.environment().put("ATELIER_BASE_DIRECTORY", base.toString());
    builder.environment().put("ATELIER_PORT", String.valueOf(ServerProcess.freePort()));
    builder.environment().put("ATELIER_JAVA_OPTS", "-Xmx512m");
    Process launcher = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(launcher.waitFor(3, TimeUnit.MINUTES)).as("the launcher ends").isTrue();
    } finally {
      launcher.destroy();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(launcher.exitValue()).as(said).isEqualTo(1);
    List<String> lines = said.lines().filter(line -> line.contains(LINE)).toList();
    assertThat(lines).as(said).hasSize(1);
    assertThat(said).doesNotContain("\tat ");
    return lines.get(0).substring(lines.get(0).indexOf(LINE) + LINE.length());
  }

  private Path databaseFile() throws IOException {
    return Files.createDirectories(folder.resolve("base/database")).resolve("atelier.mv.db");
  }

  @Test
  void aDamagedStore() throws Exception {
    Files.writeString(databaseFile(), "this was a database".repeat(5000));

    assertThat(start(folder.resolve("base"))).contains("the file is damaged");
  }

  @Test
  void aStoreThatAnotherProcessHasOpen() throws Exception {
    try (FileChannel channel =
            FileChannel.open(databaseFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(start(folder.resolve("base"))).contains("another process has it open");
    }
  }

  @Test
  void aBaseDirectoryThatCannotBeOne() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(start(file.resolve("base"))).contains(file.toString());
  }
}
