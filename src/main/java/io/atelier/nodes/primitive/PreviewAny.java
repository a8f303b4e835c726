package io.atelier.nodes.primitive;

import com.google.auto.service.AutoService;
import io.atelier.json.Json;
import io.atelier.json.PythonText;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows any value as text. */
@AutoService(Node.class)
public final class PreviewAny implements Node {
  private static final Input<Object> SOURCE = Input.any("source").withNoOptions();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("PreviewAny")
          .module("comfy_extras.nodes_preview_any")
          .displayName("Preview Any")
          .category("utils")
          .inputs(SOURCE)
          .outputNode()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.none().withUi("text", List.of(text(inputs.raw(SOURCE.name()))));
  }

  /** Collections of JSON values as JSON, everything else as Python prints it. */
  private static String text(@Nullable Object value) {
    boolean collection = value instanceof Map || value instanceof List;
    return collection && isJson(value) ? Json.writeAsPython(value) : PythonText.str(value);
  }

  private static boolean isJson(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(String.class::isInstance)
          && map.values().stream().allMatch(PreviewAny::isJson);
    }
    if (value instanceof List<?> list) {
      return list.stream().allMatch(PreviewAny::isJson);
    }
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean;
  }
}
