package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no room, nodes, uploads, files of users and settings leave nothing behind. */
class LimitedFilesTest {
  @TempDir Path folder = Path.of("");

  @Test
  void whatHasNoRoomFailsAndLeavesNothing() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 16 && exec \"$0\" \"$@\"",
                java,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                LimitedFiles.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output.lines().filter(line -> line.startsWith("left "))).as(output).isEmpty();
    assertThat(output.lines().filter(line -> line.contains("no room on the disk for")))
        .as(output)
        .hasSize(5);
    assertThat(output).containsPattern("SaveLatent .*(File too large|no room)");
  }
}
