package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFilesTest {
  @TempDir Path folder = Path.of("");

  private static InputStream breaking(String message) {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException(message);
          }

          @Override
          public int read(byte[] target, int from, int most) throws IOException {
            throw new IOException(message);
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(new byte[20_000]), broken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device",
        "Disk quota exceeded",
        "File too large",
        "There is not enough space on the disk"
      })
  void aFullDiskIsToldAndLeavesNothing(String message) throws IOException {
    Path target = folder.resolve("sub").resolve("a.bin");

    assertThatThrownBy(() -> AtomicFiles.write(target, breaking(message)))
        .isInstanceOf(DiskFullException.class)
        .hasMessage("there is no room on the disk for a.bin");
    assertThat(folder.resolve("sub")).isEmptyDirectory();
  }

  @Test
  void whatWasThereStaysWhenItsSuccessorBreaks() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "old");

    assertThatThrownBy(() -> AtomicFiles.write(target, breaking("the client is gone")))
        .isNotInstanceOf(DiskFullException.class)
        .hasMessage("the client is gone");
    assertThat(target).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void aCopyToAnotherDiskIsWholeOrNotThere() throws IOException {
    Path from = Files.writeString(folder.resolve("from"), "content");
    Path to = folder.resolve("other").resolve("to");

    AtomicFiles.copyOver(from, to);

    assertThat(to).hasContent("content");
    assertThatThrownBy(() -> AtomicFiles.copyOver(folder.resolve("gone"), folder.resolve("new")))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void othersMayReadWhatTheyMayReadOfAnyFile() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "x");
    Path target = folder.resolve("a.txt");

    AtomicFiles.write(target, new byte[] {1});

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
  }

  @Test
  void systemsSayItInTheReasonToo() {
    assertThat(
            DiskFullException.isOne(
                new FileSystemException("/x/a", null, "No space left on device")))
        .isTrue();
    assertThat(DiskFullException.isOne(new FileSystemException("/x/No space left on device")))
        .isFalse();
    assertThat(DiskFullException.isOne(new IllegalStateException("No space left on device")))
        .isFalse();
  }
}
