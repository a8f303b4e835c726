package io.atelier.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty clients that read lists of documents of 6 MB at once, in a heap of 96 MB. */
class SmallHeapTest {
  @TempDir Path folder = Path.of("");

  @Test
  void longListsDoNotFillTheHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).doesNotContain("OutOfMemoryError").contains("/history ", "/api/jobs/{id} ");
    assertThat(process.exitValue()).as(output).isZero();
  }
}
