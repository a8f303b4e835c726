package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  @TempDir Path base;
  private FileStore files;

  @BeforeEach
  void open() {
    files = new FileStore(base);
  }

  private String store(String subfolder, String name, byte[] content, boolean overwrite)
      throws IOException {
    return files.store(Folder.INPUT, subfolder, name, content, overwrite);
  }

  @Test
  void anotherContentOfTheLongestNameFindsAPlace() throws IOException {
    String longest = "x".repeat(251) + ".png";
    assertThat(store("d/e", longest, ONE, false)).isEqualTo(longest);
    String second = store("d/e", longest, TWO, false);
    assertThat(second).endsWith(" (1).png");
    assertThat(base.resolve("input/d/e").resolve(second)).hasBinaryContent(TWO);
    assertThat(store("d/e", longest, TWO, false)).isEqualTo(second);
  }

  @Test
  void aFolderOfTheNameIsPassedOverAndNeverReplaced() throws IOException {
    Files.createDirectories(base.resolve("input/taken/inside"));
    assertThat(store("", "taken", ONE, false)).isEqualTo("taken (1)");
    assertThatThrownBy(() -> store("", "taken", ONE, true))
        .isInstanceOf(UnusableNameException.class);
    assertThat(base.resolve("input/taken/inside")).isDirectory();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    store("", "file", ONE, false);
    assertThatThrownBy(() -> store("file/sub", "a.png", ONE, false))
        .isInstanceOf(UnusableNameException.class);
    assertThat(files.names(Folder.TEMP)).isEmpty();
  }

  @Test
  void twoDotsWithinANameAreNothingSpecial() throws IOException {
    assertThat(store("a..b", "..hidden", ONE, false)).isEqualTo("..hidden");
    assertThat(files.resolve(Folder.INPUT, "a..b/..hidden")).hasBinaryContent(ONE);
    assertThat(files.nextSavePath(Folder.OUTPUT, "..hidden", 1, 1).fileName(0, "png"))
        .isEqualTo("..hidden_00001_.png");
    assertThatThrownBy(() -> files.nextSavePath(Folder.OUTPUT, "a/../../x", 1, 1))
        .isInstanceOf(PathEscapeException.class);
  }
}
