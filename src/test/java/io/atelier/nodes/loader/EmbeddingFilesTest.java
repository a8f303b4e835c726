package io.atelier.nodes.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.storage.ModelFolders;
import io.atelier.tensor.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingFilesTest {
  @TempDir Path base;

  private EmbeddingFiles files;

  @BeforeEach
  void createFiles() throws IOException {
    Path folder = Files.createDirectories(base.resolve("models/embeddings/sub"));
    for (String name : new String[] {"../bad.safetensors", "../bad.v2.sft", "deep.safetensors"}) {
      new SafetensorsWriter(Map.of())
          .add("emb_params", new long[] {1, 2}, new float[] {1, 2})
          .write(folder.resolve(name).normalize());
    }
    Files.writeString(base.resolve("models/embeddings/old.pt"), "pickle");
    Files.writeString(base.resolve("models/embeddings/broken.safetensors"), "nothing");
    files = new EmbeddingFiles(new ModelFolders(base));
  }

  @Test
  void namesAreThoseOfFilesWithAndWithoutEnding() {
    assertThat(files.nameAt("bad.v2, x", 0)).isEqualTo("bad.v2");
    assertThat(files.nameAt("bad.v2.sft, x", 0)).isEqualTo("bad.v2.sft");
    assertThat(files.nameAt("bad.v3", 0)).isEqualTo("bad");
    assertThat(files.nameAt("x sub/deep;", 2)).isEqualTo("sub/deep");
    assertThat(files.nameAt("old.", 0)).isEqualTo("old");
    assertThat(files.nameAt("badly", 0)).isNull();
    assertThat(files.nameAt("", 0)).isNull();
  }

  @Test
  void rowsAreReadFromSafetensorsAlone() {
    assertThat(files.find("bad", "l", 2)).isDeepEqualTo(new float[][] {{1, 2}});
    assertThat(files.find("bad.safetensors", "l", 2)).isNotNull();
    assertThat(files.find("bad.v2", "l", 2)).isNotNull();
    assertThat(files.find("sub/deep", "l", 2)).isNotNull();
    assertThat(files.find("bad", "l", 3)).isNull();
    assertThat(files.find("old", "l", 2)).isNull();
    assertThat(files.find("broken", "l", 2)).isNull();
    assertThat(files.find("../checkpoints/x", "l", 2)).isNull();
  }
}
