package io.atelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.queue.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class StartTroubleTest {
  @Test
  void aStoreSaysItAll() {
    assertThat(
            StartTrouble.of(
                new StoreException("the database x does not open: why", new IOException("h2"))))
        .isEqualTo("the database x does not open: why");
  }

  @Test
  void filesAreToldWithWhatIsWrongWithThem() {
    assertThat(
            StartTrouble.of(
                new UncheckedIOException(
                    "cannot create the folders under /x",
                    new FileSystemException("/x/input", null, "Read-only file system"))))
        .isEqualTo("cannot create the folders under /x: /x/input: Read-only file system");
    assertThat(StartTrouble.of(new UncheckedIOException(new AccessDeniedException("/x"))))
        .isEqualTo("no permission for /x");
    assertThat(StartTrouble.of(new FileAlreadyExistsException("/x")))
        .isEqualTo("/x is a file and no folder");
  }

  @Test
  void onlyTheFirstLineIsSaid() {
    assertThat(StartTrouble.of(new IllegalArgumentException("bad setting\nand more")))
        .isEqualTo("bad setting");
    assertThat(StartTrouble.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}
