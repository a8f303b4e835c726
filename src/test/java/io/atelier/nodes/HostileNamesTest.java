package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.storage.FileStore;
import io.atelier.wire.ErrorJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileNamesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.png",
        "../secret.png [output]",
        "sub/../../secret.png",
        "../input/../secret.png [temp]",
        "link.png",
        "nul\0.png",
        "",
        ".",
        "missing.png [output]"
      })
  void aNameThatLeavesItsFolderIsAnInvalidImageFile(String name) throws IOException {
    FileStore files = new FileStore(folder);
    Path secret =
        Files.copy(NodeCase.resource("nodes/inputs/rgb8x8.png"), folder.resolve("secret.png"));
    Files.createSymbolicLink(folder.resolve("input/link.png"), secret);

    ValidationReport report = validate(name, files);

    assertThat(report).isInstanceOf(ValidationReport.Rejected.class);
    assertThat(report.nodeErrors().values())
        .anySatisfy(
            errors ->
                assertThat(errors.errors().get(0).details())
                    .isEqualTo("image - Invalid image file: " + name));
  }

  private static ValidationReport validate(String name, FileStore files) {
    NodeRegistry registry =
        NodeRegistry.builder().addListed(HostileNamesTest.class.getClassLoader(), "nodes").build();
    Map<String, Object> workflow =
        Map.of(
            "1",
            Map.of("class_type", "LoadImage", "inputs", Map.of("image", name)),
            "2",
            Map.of("class_type", "PreviewImage", "inputs", Map.of("images", List.of("1", 0L))));
    return new PromptValidator(
            registry, Services.of(Map.of(FileStore.class, files)), ErrorJson::length)
        .validate(Prompt.fromJson(workflow), null);
  }
}
