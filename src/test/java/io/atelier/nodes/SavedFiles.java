package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.image.codec.ImageFile;
import io.atelier.image.codec.PictureFrame;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the files that a node saved, and what it told of them, with what was recorded. */
final class SavedFiles {
  private final NodeCase nodeCase;
  private final FileStore files;

  SavedFiles(NodeCase nodeCase, FileStore files) {
    this.nodeCase = nodeCase;
    this.files = files;
  }

  void check(Map<String, Object> expected, Map<String, List<Object>> shown) throws IOException {
    List<Object> got = shown.getOrDefault(String.valueOf(expected.get("ui_key")), List.of());
    List<Object> entries = NodeCase.list(expected.get("entries"));
    assertThat(got).hasSameSizeAs(entries);
    if (expected.containsKey("animated")) {
      assertThat(shown.get("animated")).isEqualTo(expected.get("animated"));
    }
    for (int i = 0; i < entries.size(); i++) {
      checkFile(NodeCase.map(entries.get(i)), NodeCase.map(got.get(i)));
    }
  }

  private void checkFile(Map<String, Object> expected, Map<String, Object> shown)
      throws IOException {
    assertThat(shown.get("type")).isEqualTo(expected.get("type"));
    assertThat(shown.get("subfolder")).isEqualTo(expected.get("subfolder"));
    String name = String.valueOf(shown.get("filename"));
    if (expected.get("filename_re") instanceof String pattern) {
      assertThat(name).matches(pattern);
    } else {
      assertThat(name).isEqualTo(expected.get("filename"));
    }
    Folder folder = Folder.of(String.valueOf(shown.get("type"))).orElseThrow();
    Path file = files.resolve(folder, String.valueOf(shown.get("subfolder"))).resolve(name);
    if (name.endsWith(".latent")) {
      LatentFacts.check(file, NodeCase.map(expected.get("facts")));
    } else if (name.endsWith(".webp")) {
      assertThat(WebpFacts.of(file, nodeCase)).isEqualTo(expected.get("facts"));
    } else if (expected.get("facts") instanceof Map<?, ?> facts) {
      assertThat(new FileFacts(nodeCase, file).like(NodeCase.map(facts))).isEqualTo(facts);
    }
    if (expected.get("reload") instanceof List<?> hashes) {
      List<String> read = new ArrayList<>();
      for (PictureFrame frame : ImageFile.read(file)) {
        read.add(FileFacts.hash(frame.width(), frame.height(), FileFacts.rgb(frame.rgba())));
      }
      assertThat(read).isEqualTo(hashes);
    }
  }
}
