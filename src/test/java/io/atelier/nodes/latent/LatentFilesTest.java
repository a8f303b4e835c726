package io.atelier.nodes.latent;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Message;
import io.atelier.node.Services;
import io.atelier.prompt.ValidationReport;
import io.atelier.storage.FileStore;
import io.atelier.testkit.BuiltInEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentFilesTest {
  @TempDir Path folder;

  private BuiltInEngine engine() {
    return new BuiltInEngine(
        Services.of(Map.of(FileStore.class, new FileStore(folder.resolve("base")))));
  }

  private static Map<String, Object> loading(String name) {
    return Map.of(
        "1", Map.of("class_type", "LoadLatent", "inputs", Map.of("latent", name)),
        "2",
            Map.of(
                "class_type",
                "SaveLatent",
                "inputs",
                Map.of("samples", java.util.List.of("1", 0L), "filename_prefix", "a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside.latent", "/etc/passwd", "none.latent", "", "a\u0000b"})
  void aNameThatLeadsOutOrNowhereIsRefused(String name) throws IOException {
    Files.writeString(folder.resolve("outside.latent"), "not for you");

    assertThat(engine().validate(loading(name))).isInstanceOf(ValidationReport.Rejected.class);
  }

  @Test
  void aFileThatIsNoLatentIsAnErrorOfTheNode() throws IOException {
    new FileStore(folder.resolve("base"));
    Files.writeString(folder.resolve("base/input/a.latent"), "{\"a\": 1} and more");

    ExecutionResult result = engine().run(loading("a.latent"));

    assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
    assertThat(((Message.ExecutionError) result.closing()).failure().exceptionMessage())
        .contains("header");
  }

  @Test
  void aPrefixThatLeadsOutSavesNothing() {
    Map<String, Object> empty = Map.of("width", 16L, "height", 16L, "batch_size", 1L);
    Map<String, Object> save =
        Map.of("samples", java.util.List.of("1", 0L), "filename_prefix", "../../escaped");

    ExecutionResult result =
        engine()
            .run(
                Map.of(
                    "1", Map.of("class_type", "EmptyLatentImage", "inputs", empty),
                    "2", Map.of("class_type", "SaveLatent", "inputs", save)));

    assertThat(((Message.ExecutionError) result.closing()).failure().exceptionMessage())
        .startsWith("**** ERROR: Saving image outside the output folder is not allowed.");
    assertThat(folder).isDirectoryNotContaining(p -> p.toString().contains("escaped"));
  }
}
