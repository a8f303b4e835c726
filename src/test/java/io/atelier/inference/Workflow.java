package io.atelier.inference;

import io.atelier.node.Link;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A prompt in API format, evaluated node by node without the engine. */
final class Workflow {
  private final Map<?, ?> nodes;
  private final NodeRegistry registry;
  private final NodeContext context;
  private final Map<String, List<Object>> results = new HashMap<>();

  Workflow(Map<?, ?> nodes, NodeRegistry registry, NodeContext context) {
    this.nodes = nodes;
    this.registry = registry;
    this.context = context;
  }

  /** The values that a node returns. */
  List<Object> values(String id) throws Exception {
    if (!results.containsKey(id)) {
      Map<?, ?> node = (Map<?, ?>) nodes.get(id);
      NodeType type = registry.find((String) node.get("class_type"));
      if (type == null) {
        throw new IllegalStateException("there is no node " + node.get("class_type"));
      }
      NodeOutput output = type.factory().get().run(new NodeInputs(inputs(id)), context);
      results.put(id, output.values());
    }
    return results.get(id);
  }

  /** The values that a node takes, by name. */
  Map<String, Object> inputs(String id) throws Exception {
    Map<?, ?> node = (Map<?, ?>) nodes.get(id);
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (Map.Entry<?, ?> input : ((Map<?, ?>) node.get("inputs")).entrySet()) {
      Link link = Link.fromJson(input.getValue());
      Object value =
          link == null ? input.getValue() : values(link.source().value()).get(link.slot());
      inputs.put((String) input.getKey(), value);
    }
    return inputs;
  }
}
