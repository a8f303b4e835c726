package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackFoldersTest {
  @TempDir Path root;

  private final FileWarnings warnings = new FileWarnings();

  private void file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void findsExamplesScriptsAndSubgraphsOfEnabledPacks() throws IOException {
    file("A/example_workflows/demo.json", "{}");
    file("A/examples/second.json", "{}");
    file("A/example_workflows/demo.jpg", "");
    file("A/web/js/a.js", "");
    file("A/subgraphs/Sharpen.json", "{\"x\": 1}");
    file("B.disabled/workflows/no.json", "{}");
    file(".hidden/workflows/no.json", "{}");
    PackFolders packs = new PackFolders(root, warnings);
    assertThat(packs.workflows()).isEqualTo(Map.of("A", List.of("demo", "second")));
    assertThat(packs.workflow("A", "demo.jpg")).isPresent();
    assertThat(packs.workflow("A", "none.json")).isEmpty();
    assertThat(packs.scripts()).containsExactly("A/js/a.js");
    assertThat(packs.webFile("A/js/a.js")).isPresent();
    assertThat(packs.subgraphs()).extracting(PackFolders.Subgraph::name).containsExactly("Sharpen");
  }

  @Test
  void laysTranslationsOfPacksOverEachOtherAndSkipsBrokenOnes() throws IOException {
    file("A/locales/en/main.json", "{\"g\": {\"ok\": \"OK\", \"no\": \"No\"}}");
    file("A/locales/en/nodeDefs.json", "{\"N\": {\"display_name\": \"Node\"}}");
    file("B/locales/en/main.json", "{\"g\": {\"no\": \"Nope\"}}");
    file("B/locales/zh/main.json", "{broken");
    assertThat(new PackFolders(root, warnings).translations())
        .isEqualTo(
            Map.of(
                "en",
                Map.of(
                    "g", Map.of("ok", "OK", "no", "Nope"),
                    "nodeDefs", Map.of("N", Map.of("display_name", "Node"))),
                "zh",
                Map.of()));
  }

  @Test
  void pathTraversalLeavesNoPack() throws IOException {
    file("A/web/a.js", "");
    file("A/secret.py", "");
    PackFolders packs = new PackFolders(root, warnings);
    for (String path : List.of("A/../secret.py", "A/../../x", "../x/y", "A/..")) {
      assertThatThrownBy(() -> packs.webFile(path)).isInstanceOf(PathEscapeException.class);
    }
    assertThatThrownBy(() -> packs.workflow("A", "../../../x"))
        .isInstanceOf(PathEscapeException.class);
    assertThat(packs.webFile("A")).isEmpty();
  }

  @Test
  void aBrokenSubgraphIsLeftOutAndToldOf() throws IOException {
    file("A/subgraphs/Bad.json", "{\n\"x\": }");
    file("A/subgraphs/Good.json", "{\"x\": 1}");
    Files.write(root.resolve("A/subgraphs/Latin.json"), new byte[] {'"', (byte) 0xe9, '"'});
    PackFolders packs = new PackFolders(root, warnings);
    assertThat(packs.subgraphs()).extracting(PackFolders.Subgraph::name).containsExactly("Good");
    assertThat(packs.text(packs.subgraphs().get(0))).isEqualTo("{\"x\": 1}");
    assertThat(warnings.all())
        .extracting(warning -> String.valueOf(warning.file().getFileName()), FileWarning::line)
        .contains(org.assertj.core.groups.Tuple.tuple("Bad.json", 2))
        .hasSize(2);
  }
}
