package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavePrefixTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "name, '', name_00001_.png",
    "sub/name, sub, name_00001_.png",
    "sub/, '', sub_00001_.png",
    "sub//, '', sub_00001_.png",
    "a/b/, a, b_00001_.png",
    "a/b/., a, b_00001_.png",
    "a/x/../b/, a, b_00001_.png",
    "'', '', ._00001_.png",
    "./, '', ._00001_.png",
    "%width%/, '', 8_00001_.png",
  })
  void theLastPartOfTheNormalPrefixIsTheNameWhateverEndsIt(
      String prefix, String subfolder, String name) {
    SavePath place = new FileStore(folder).nextSavePath(Folder.OUTPUT, prefix, 8, 8);
    assertThat(place.subfolder()).isEqualTo(subfolder);
    assertThat(place.fileName(0, "png")).isEqualTo(name);
  }

  @Test
  void filesOfAPrefixWithASeparatorAtItsEndAreCountedAndNotOverwritten() throws IOException {
    FileStore files = new FileStore(folder);
    Files.writeString(folder.resolve("output/sub_00007_.png"), "");
    assertThat(files.nextSavePath(Folder.OUTPUT, "sub/", 8, 8).fileName(0, "png"))
        .isEqualTo("sub_00008_.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../", "a/../../", "/", "//"})
  void aSeparatorAtTheEndLeadsNobodyOut(String prefix) {
    FileStore files = new FileStore(folder);
    assertThatThrownBy(() -> files.nextSavePath(Folder.OUTPUT, prefix, 8, 8))
        .isInstanceOf(PathEscapeException.class);
  }
}
