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
import io.atelier.wire.ErrorJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts that want more memory than there is end with an error that says so. */
class GrowthTest {
  private static final NodeRegistry REGISTRY =
      NodeRegistry.builder().addListed(GrowthTest.class.getClassLoader(), "nodes").build();
  private static final int DOUBLINGS = 40;

  private final PromptExecutor engine =
      new PromptExecutor(REGISTRY, Services.NONE, new ClassicCache(), EngineOptions.sequential());

  private ExecutionResult run(Map<String, Object> graph) {
    ValidationReport report =
        new PromptValidator(REGISTRY, Services.NONE, ErrorJson::length)
            .validate(Prompt.fromJson(Json.parse(Json.write(graph))), null);
    assertThat(report).as("%s", report).isInstanceOf(ValidationReport.Accepted.class);
    ValidationReport.Accepted accepted = (ValidationReport.Accepted) report;
    return engine.run(
        new PromptJob(
            PromptId.random(), accepted.prompt(), accepted.outputs(), ExtraData.of(Map.of())),
        (audience, message) -> {});
  }

  private static Map<String, Object> node(String type, Map<String, ?> inputs) {
    return Map.of("class_type", type, "inputs", inputs);
  }

  private void assertOutOfMemory(ExecutionResult result) {
    assertThat(result.closing()).isInstanceOf(Message.ExecutionError.class);
    Message.Failure failure = ((Message.ExecutionError) result.closing()).failure();
    assertThat(failure.exceptionType()).isEqualTo("MemoryError");
    assertThat(failure.exceptionMessage()).contains("not enough memory", " take ", "there are");
    assertThat(run(Map.of("1", preview("still here"))).status())
        .isEqualTo(ExecutionResult.Status.SUCCEEDED);
  }

  private static Map<String, Object> preview(Object source) {
    return node("PreviewAny", Map.of("source", source));
  }

  private static Map<String, ?> doubling(String type, Object text) {
    return switch (type) {
      case "StringConcatenate" -> Map.of("string_a", text, "string_b", text, "delimiter", "");
      case "StringReplace" -> Map.of("string", text, "find", "a", "replace", "a".repeat(1000));
      default -> Map.of("string", text, "regex_pattern", "(a)", "replace", "\\1".repeat(1000));
    };
  }

  @ParameterizedTest
  @CsvSource({"StringConcatenate", "StringReplace", "RegexReplace"})
  void textsThatDoubleEndBeforeTheMemoryDoes(String type) {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("0", node(type, doubling(type, "a".repeat(1000))));
    for (int i = 1; i < DOUBLINGS; i++) {
      graph.put("" + i, node(type, doubling(type, List.of("" + (i - 1), 0L))));
    }
    graph.put("end", preview(List.of("" + (DOUBLINGS - 1), 0L)));
    assertOutOfMemory(run(graph));
  }

  @Test
  void insertingBetweenAllCharactersIsBoundedToo() {
    String text = "a".repeat(60_000);
    assertOutOfMemory(
        run(
            Map.of(
                "1",
                node("StringReplace", Map.of("string", text, "find", "", "replace", text)),
                "2",
                preview(List.of("1", 0L)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EmptyImage|{'width': 16384, 'height': 16384, 'batch_size': 4096, 'color': 0}",
        "EmptyLatentImage|{'width': 16384, 'height': 16384, 'batch_size': 4096}",
        "EmptySD3LatentImage|{'width': 16384, 'height': 16384, 'batch_size': 4096}",
        "EmptyHunyuanLatentVideo|{'width': 16384, 'height': 16384, 'length': 16381, 'batch_size': 4096}",
        "EmptyMochiLatentVideo|{'width': 16384, 'height': 16384, 'length': 16381, 'batch_size': 4096}",
        "EmptyLatentAudio|{'seconds': 1000, 'batch_size': 4096}",
      })
  void emptyThingsOutOfAllProportionAreRefused(String type, String inputs) {
    Object json = Json.parse(inputs.replace('\'', '"'));
    assertOutOfMemory(
        run(
            Map.of(
                "1", Map.of("class_type", type, "inputs", json), "2", preview(List.of("1", 0L)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RepeatImageBatch|{'image': ['p', 0], 'amount': 4096}",
        "ImageScale|{'image': ['p', 0], 'upscale_method': 'bilinear', 'width': 16384, 'height': 16384, 'crop': 'disabled'}",
        "ImageScale|{'image': ['p', 0], 'upscale_method': 'lanczos', 'width': 16384, 'height': 16384, 'crop': 'disabled'}",
        "ImageScale|{'image': ['p', 0], 'upscale_method': 'area', 'width': 16384, 'height': 16384, 'crop': 'disabled'}",
        "ImageScaleBy|{'image': ['p', 0], 'upscale_method': 'nearest-exact', 'scale_by': 8.0}",
        "ImagePadForOutpaint|{'image': ['p', 0], 'left': 16384, 'top': 16384, 'right': 16384, 'bottom': 16384, 'feathering': 0}",
        "ResizeAndPadImage|{'image': ['p', 0], 'target_width': 16384, 'target_height': 16384, 'padding_color': 'white', 'interpolation': 'bilinear'}",
      })
  void picturesMadeLargeAreRefused(String type, String inputs) {
    Object json = Json.parse(inputs.replace('\'', '"'));
    assertOutOfMemory(
        run(
            Map.of(
                "p",
                node(
                    "EmptyImage",
                    Map.of("width", 512, "height", 512, "batch_size", 40, "color", 0)),
                "1",
                Map.of("class_type", type, "inputs", json),
                "2",
                preview(List.of("1", 0L)))));
  }

  @Test
  void latentsRepeatedOverAndOverAreRefused() {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("0", node("EmptyLatentImage", Map.of("width", 512, "height", 512, "batch_size", 64)));
    for (int i = 1; i < 6; i++) {
      graph.put(
          "" + i,
          node("RepeatLatentBatch", Map.of("samples", List.of("" + (i - 1), 0L), "amount", 64)));
    }
    graph.put("end", preview(List.of("5", 0L)));
    assertOutOfMemory(run(graph));
  }
}
