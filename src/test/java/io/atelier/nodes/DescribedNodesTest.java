package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.node.NodeInfo;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people are told of nodes: classes, inputs and outputs that the original explains are
 * explained here too, in words of our own. The resource holds names alone.
 */
class DescribedNodesTest {
  private static final NodeRegistry REGISTRY =
      NodeRegistry.builder().addListed(DescribedNodesTest.class.getClassLoader(), "nodes").build();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> whatTheOriginalExplainsIsExplained() throws IOException {
    Map<String, Object> explained =
        NodeCase.map(Json.parse(Files.readAllBytes(NodeCase.resource("nodes/described.json"))));
    return explained.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), NodeCase.map(entry.getValue()))));
  }

  private void check(String classType, Map<String, Object> explained) {
    Services services =
        Services.of(
            Map.of(
                FileStore.class, new FileStore(folder),
                ModelFolders.class, new ModelFolders(folder)));
    NodeType type = Objects.requireNonNull(REGISTRY.find(classType), classType);
    Map<String, Object> info = NodeCase.map(Json.parse(Json.write(NodeInfo.of(type, services))));
    if (Boolean.TRUE.equals(explained.get("description"))) {
      assertThat(info.get("description")).asString().isNotBlank();
    }
    for (Object input : list(explained.get("inputs"))) {
      assertThat(tooltip(info, String.valueOf(input))).as("%s", input).isNotBlank();
    }
    for (Object output : list(explained.get("outputs"))) {
      List<Object> tooltips = NodeCase.list(info.get("output_tooltips"));
      assertThat(tooltips.get(((Number) output).intValue())).asString().isNotBlank();
    }
  }

  private static List<Object> list(@Nullable Object json) {
    return json == null ? List.of() : NodeCase.list(json);
  }

  private static String tooltip(Map<String, Object> info, String input) {
    for (Object section : NodeCase.map(info.get("input")).values()) {
      Object spec = NodeCase.map(section).get(input);
      if (spec instanceof List<?> parts && parts.size() > 1) {
        return String.valueOf(NodeCase.map(parts.get(1)).getOrDefault("tooltip", ""));
      }
    }
    return "";
  }
}
