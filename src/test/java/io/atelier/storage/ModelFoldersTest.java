package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFoldersTest {
  @TempDir Path base;

  private Path file(String name) throws IOException {
    Path file = base.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  /** Lets the folder look as if nothing had happened in it for an hour. */
  private void settle(String folder) throws IOException {
    Files.setLastModifiedTime(
        base.resolve(folder), FileTime.from(Instant.now().minusSeconds(3600)));
  }

  @Test
  void listsModelFilesOfAllRootsSortedAndOnce() throws IOException {
    file("models/text_encoders/b.safetensors");
    file("models/clip/b.safetensors");
    file("models/clip/sub/A.SFT");
    file("models/clip/readme.txt");
    file("models/clip/.git/x.safetensors");
    assertThat(new ModelFolders(base).files("text_encoders"))
        .containsExactly("b.safetensors", "sub/A.SFT");
  }

  @Test
  void keepsAListUntilAFolderChanges() throws IOException {
    file("models/loras/sub/a.safetensors");
    settle("models/loras/sub");
    settle("models/loras");
    ModelFolders models = new ModelFolders(base);
    List<String> first = models.files("loras");
    assertThat(models.files("loras")).isSameAs(first);
    file("models/loras/sub/b.safetensors");
    assertThat(models.files("loras")).containsExactly("sub/a.safetensors", "sub/b.safetensors");
    Files.delete(base.resolve("models/loras/sub/a.safetensors"));
    assertThat(models.files("loras")).containsExactly("sub/b.safetensors");
  }

  @Test
  void noticesAFolderThatComesLater() throws IOException {
    ModelFolders models = new ModelFolders(base);
    assertThat(models.files("vae")).isEmpty();
    file("models/vae/a.safetensors");
    assertThat(models.files("vae")).containsExactly("a.safetensors");
  }

  @Test
  void followsLinksAndLeavesLoopsAlone() throws IOException {
    file("disk/far.safetensors");
    Files.createDirectories(base.resolve("models/loras"));
    Files.createSymbolicLink(base.resolve("models/loras/linked"), base.resolve("disk"));
    Files.createSymbolicLink(base.resolve("models/loras/loop"), base.resolve("models/loras"));
    ModelFolders models = new ModelFolders(base);
    assertThat(models.files("loras")).containsExactly("linked/far.safetensors");
    assertThat(models.find("loras", "linked/far.safetensors")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../vae/a.safetensors", "/etc/passwd", "x\0.safetensors", "..", "", "a.txt"})
  void pathTraversalInAModelNameFindsNothing(String name) throws IOException {
    file("models/vae/a.safetensors");
    file("models/loras/a.txt");
    assertThat(new ModelFolders(base).find("loras", name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ckpt", "a.pt", "a.PTH", "a.bin", "a.pkl", "a.pt2"})
  void picklesAreListedAndNeverOpened(String name) throws IOException {
    file("models/checkpoints/" + name);
    ModelFolders models = new ModelFolders(base);
    assertThat(models.files("checkpoints")).containsExactly(name);
    assertThatThrownBy(() -> models.open("checkpoints", name))
        .isInstanceOf(PickleFileException.class)
        .hasMessageContaining("Convert it to .safetensors");
  }

  @Test
  void opensSafetensors() throws IOException {
    Path file = file("models/checkpoints/a.safetensors");
    ModelFolders models = new ModelFolders(base);
    assertThat(models.open("checkpoints", "a.safetensors")).isEqualTo(file);
    assertThatThrownBy(() -> models.open("checkpoints", "b.safetensors"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void extraFoldersStandBetweenTheOwnAndThoseBelowOutput() {
    Path extra = base.resolve("extra");
    ModelFolders models =
        new ModelFolders(
            base,
            List.of(
                new ExtraModelPaths.Entry("loras", extra, false),
                new ExtraModelPaths.Entry("vae", extra, true),
                new ExtraModelPaths.Entry("mine", extra, false)));
    assertThat(models.roots("loras"))
        .containsExactly(base.resolve("models/loras"), extra, base.resolve("output/loras"));
    assertThat(models.roots("vae"))
        .containsExactly(extra, base.resolve("models/vae"), base.resolve("output/vae"));
    assertThat(models.names()).endsWith("mine");
  }
}
