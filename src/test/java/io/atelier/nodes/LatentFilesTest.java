package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.json.Json;
import io.atelier.message.Message;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.storage.FileStore;
import io.atelier.wire.ErrorJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentFilesTest {
  private static final NodeRegistry REGISTRY =
      NodeRegistry.builder().addListed(LatentFilesTest.class.getClassLoader(), "nodes").build();

  @TempDir Path folder;

  private Services services() {
    return Services.of(Map.of(FileStore.class, new FileStore(folder.resolve("base"))));
  }

  private ValidationReport validate(Map<String, Object> graph) {
    return new PromptValidator(REGISTRY, services(), ErrorJson::length)
        .validate(Prompt.fromJson(Json.parse(Json.write(graph))), null);
  }

  private ExecutionResult run(Map<String, Object> graph) {
    ValidationReport.Accepted accepted = (ValidationReport.Accepted) validate(graph);
    return new PromptExecutor(REGISTRY, services(), new ClassicCache(), EngineOptions.sequential())
        .run(
            new PromptJob(
                PromptId.random(), accepted.prompt(), accepted.outputs(), ExtraData.of(Map.of())),
            (audience, message) -> {});
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

    assertThat(validate(loading(name))).isInstanceOf(ValidationReport.Rejected.class);
  }

  @Test
  void aFileThatIsNoLatentIsAnErrorOfTheNode() throws IOException {
    new FileStore(folder.resolve("base"));
    Files.writeString(folder.resolve("base/input/a.latent"), "{\"a\": 1} and more");

    ExecutionResult result = run(loading("a.latent"));

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
        run(
            Map.of(
                "1", Map.of("class_type", "EmptyLatentImage", "inputs", empty),
                "2", Map.of("class_type", "SaveLatent", "inputs", save)));

    assertThat(((Message.ExecutionError) result.closing()).failure().exceptionMessage())
        .startsWith("**** ERROR: Saving image outside the output folder is not allowed.");
    assertThat(folder).isDirectoryNotContaining(p -> p.toString().contains("escaped"));
  }
}
