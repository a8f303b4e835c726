package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFilesTest {
  @TempDir Path folder;
  private UserFiles files;

  @BeforeEach
  void open() {
    files = new UserFiles(folder.resolve("user"));
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static List<String> names(List<UserFiles.Entry> entries) {
    return entries.stream().map(UserFiles.Entry::name).toList();
  }

  @Test
  void writesIntoFoldersThatAreNotThereYetAndReplacesWhatIs() throws IOException {
    files.write("workflows/deep/a.json", text("1"));
    Path written = files.write("workflows/deep/a.json", text("22"));
    assertThat(written).hasContent("22");
    assertThat(files.nameOf(written)).isEqualTo("workflows/deep/a.json");
    assertThat(files.describe(written).size()).isEqualTo(2);
    assertThat(names(files.list(files.locate("workflows"), true))).containsExactly("deep/a.json");
  }

  @Test
  void aWriteThatBreaksOffLeavesTheOldFile() throws IOException {
    Path written = files.write("a.json", text("old"));
    InputStream broken = new SequenceInputStream(text("new"), new FailingStream());
    assertThatThrownBy(() -> files.write("a.json", broken)).isInstanceOf(IOException.class);
    assertThat(written).hasContent("old");
    assertThat(names(files.tree(files.locate(".")))).containsExactly("a.json");
  }

  /** A body whose client is gone. */
  private static final class FailingStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("gone");
    }
  }

  @Test
  void listsFilesWithoutHiddenOnesAndTreesWithFoldersFirst() throws IOException {
    files.write("w/b.json", text("1"));
    files.write("w/A.json", text("1"));
    files.write("w/.hidden", text("1"));
    files.write("w/.git/x", text("1"));
    files.write("w/z/c.json", text("1"));
    assertThat(names(files.list(files.locate("w"), false))).containsExactly("A.json", "b.json");
    assertThat(names(files.list(files.locate("w"), true)))
        .containsExactly("A.json", "b.json", "z/c.json");
    assertThat(names(files.tree(files.locate("w"))))
        .containsSubsequence("w/.git", "w/z", "w/A.json", "w/b.json", "w/z/c.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../x", "/etc/passwd", "a\0b", "../user2/x"})
  void pathTraversalInANameIsRefused(String name) {
    assertThatThrownBy(() -> files.locate(name)).isInstanceOf(PathEscapeException.class);
    assertThatThrownBy(() -> files.write(name, text("x"))).isInstanceOf(PathEscapeException.class);
  }

  @Test
  void symbolicLinksOutOfTheFolderAreNotFollowed() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    files.write("a", text("1"));
    Files.createSymbolicLink(files.locate("a").resolveSibling("link"), outside);
    assertThatThrownBy(() -> files.locate("link/secret")).isInstanceOf(PathEscapeException.class);
    assertThatThrownBy(() -> files.write("link/new", text("x")))
        .isInstanceOf(PathEscapeException.class);
    assertThat(names(files.list(files.locate("."), true))).containsExactly("a");
  }

  @Test
  void aBackslashPartsFoldersAsASlashDoes() throws IOException {
    Path written = files.write("workflows\\a.json", text("1"));
    assertThat(files.nameOf(written)).isEqualTo("workflows/a.json");
    assertThatThrownBy(() -> files.locate("..\\..\\a")).isInstanceOf(PathEscapeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "folder", "file/below", "line\nbreak", "a./b"})
  void aNameThatNoFileCanHaveIsRefused(String name) throws IOException {
    files.write("folder/inside", text("1"));
    files.write("file", text("1"));
    assertThatThrownBy(() -> files.write(name, text("2")))
        .isInstanceOf(UnusableNameException.class);
    assertThatThrownBy(() -> files.move(files.locate("file"), name))
        .isInstanceOf(UnusableNameException.class);
    assertThatThrownBy(() -> files.write("x".repeat(256), text("2")))
        .isInstanceOf(UnusableNameException.class);
  }
}
