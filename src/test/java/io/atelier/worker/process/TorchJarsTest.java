package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchJarsTest {
  @Test
  void readsTheVersionFromTheJarsName(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("javacpp-1.5.13.jar"));
    Files.createFile(folder.resolve("pytorch-2.10.0-1.5.13-linux-x86_64.jar"));

    assertThat(TorchJars.version(folder)).contains("2.10.0");
    assertThat(TorchJars.versionIn(folder.resolve("*").toString())).contains("2.10.0");
  }

  @Test
  void findsNoneWhereThereIsNone(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("openblas-0.3.31-1.5.13.jar"));

    assertThat(TorchJars.version(folder)).isEmpty();
    assertThat(TorchJars.version(folder.resolve("absent"))).isEmpty();
    assertThat(TorchJars.versionIn(folder.resolve("classes").toString())).isEmpty();
  }

  @Test
  void readsSingleJarsOfAClassPath() {
    assertThat(TorchJars.versionIn("/lib/pytorch-2.10.0-1.5.13.jar")).contains("2.10.0");
    assertThat(TorchJars.versionIn("/lib/pytorch-platform.jar")).isEmpty();
  }
}
