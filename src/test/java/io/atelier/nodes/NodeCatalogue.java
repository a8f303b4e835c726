package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.node.NodeInfo;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Node classes as an excerpt of the recorded catalogue describes them, and the same form of our
 * own: texts for people are left out, choices of files too.
 */
final class NodeCatalogue {
  /** How the catalogue stands for the files of a folder. */
  private static final String FILES = "<files:";

  private NodeCatalogue() {}

  /** A test for each recorded description: ours is the same, files aside. */
  static Stream<DynamicTest> tests(String resource, Services services) throws IOException {
    return recorded(resource).entrySet().stream()
        .map(
            recorded ->
                DynamicTest.dynamicTest(
                    recorded.getKey(),
                    () ->
                        assertThat(Json.write(ours(recorded.getKey(), services)))
                            .isEqualTo(Json.write(withoutFiles(recorded.getValue())))));
  }

  /** The recorded descriptions by class. */
  private static Map<String, Object> recorded(String resource) throws IOException {
    return NodeCase.map(Json.parse(Files.readAllBytes(NodeCase.resource(resource))));
  }

  /** Our description of a class. */
  static Map<String, Object> ours(String classType, Services services) {
    NodeRegistry registry =
        NodeRegistry.builder().addListed(NodeCatalogue.class.getClassLoader(), "nodes").build();
    NodeType type = Objects.requireNonNull(registry.find(classType), classType);
    Map<String, Object> info = NodeCase.map(Json.parse(Json.write(NodeInfo.of(type, services))));
    Map<String, Object> entry = new LinkedHashMap<>();
    for (String key : List.of("python_module", "display_name", "category", "output_node")) {
      entry.put(key, info.get(key));
    }
    Map<String, Object> sections = new LinkedHashMap<>();
    NodeCase.map(info.get("input"))
        .forEach(
            (section, inputs) -> {
              List<Object> specs = new ArrayList<>();
              NodeCase.map(inputs).forEach((name, spec) -> specs.add(input(name, spec)));
              sections.put(section, specs);
            });
    entry.put("input", sections);
    entry.put("input_order", info.get("input_order"));
    for (String flag : List.of("deprecated", "experimental")) {
      if (Boolean.TRUE.equals(info.get(flag))) {
        entry.put(flag, true);
      }
    }
    List<Object> outputs = new ArrayList<>();
    List<Object> types = NodeCase.list(info.get("output"));
    for (int i = 0; i < types.size(); i++) {
      Map<String, Object> output = new LinkedHashMap<>();
      output.put("type", types.get(i));
      output.put("name", NodeCase.list(info.get("output_name")).get(i));
      output.put("is_list", NodeCase.list(info.get("output_is_list")).get(i));
      outputs.add(output);
    }
    entry.put("output", outputs);
    return entry;
  }

  private static Map<String, Object> input(String name, Object spec) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("name", name);
    if (spec instanceof String hidden) {
      input.put("type", hidden);
      return input;
    }
    List<Object> parts = NodeCase.list(spec);
    if (parts.get(0) instanceof List<?> choices) {
      input.put("type", "COMBO");
      input.put("spec_form", "list");
      input.put("choices", choices);
    } else {
      input.put("type", parts.get(0));
    }
    if (parts.size() > 1 && !NodeCase.map(parts.get(1)).isEmpty()) {
      Map<String, Object> options = new LinkedHashMap<>(NodeCase.map(parts.get(1)));
      options.remove("tooltip");
      if (!options.isEmpty()) {
        input.put("options", options);
      }
    }
    return input;
  }

  /** A recorded description without its choices of files. */
  static Object withoutFiles(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put((String) key, withoutFiles(value)));
      copy.remove("choices_from_files");
      return copy;
    }
    if (json instanceof List<?> list) {
      return list.stream()
          .filter(entry -> !(entry instanceof String text && text.startsWith(FILES)))
          .map(NodeCatalogue::withoutFiles)
          .toList();
    }
    return json;
  }
}
