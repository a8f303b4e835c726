package io.atelier.inference;

import io.atelier.node.Link;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import io.atelier.node.harness.NodeHarness;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A prompt in API format, evaluated node by node without the engine. */
final class Workflow {
  private final Map<?, ?> nodes;
  private final NodeRegistry registry;
  private final Services services;
  private final Map<String, List<Object>> results = new HashMap<>();

  Workflow(Map<?, ?> nodes, NodeRegistry registry, Services services) {
    this.nodes = nodes;
    this.registry = registry;
    this.services = services;
  }

  /** The values that a node returns. */
  List<Object> values(String id) throws Exception {
    if (!results.containsKey(id)) {
      Map<?, ?> node = (Map<?, ?>) nodes.get(id);
      NodeType type = registry.find((String) node.get("class_type"));
      if (type == null) {
        throw new IllegalStateException("there is no node " + node.get("class_type"));
      }
      NodeHarness harness = NodeHarness.of(type.factory().get()).services(services);
      for (Map.Entry<String, Object> input : inputs(id).entrySet()) {
        String name = input.getKey();
        if (Link.fromJson(given(id).get(name)) == null) {
          harness.with(name, input.getValue());
        } else {
          harness.linked(name, input.getValue());
        }
      }
      results.put(id, harness.run().returned().values());
    }
    return results.get(id);
  }

  /** The values that a node takes, by name. */
  Map<String, Object> inputs(String id) throws Exception {
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (Map.Entry<?, ?> input : given(id).entrySet()) {
      Link link = Link.fromJson(input.getValue());
      Object value =
          link == null ? input.getValue() : values(link.source().value()).get(link.slot());
      inputs.put((String) input.getKey(), value);
    }
    return inputs;
  }

  /** Constants and links by the names of the inputs. */
  private Map<?, ?> given(String id) {
    return (Map<?, ?>) ((Map<?, ?>) nodes.get(id)).get("inputs");
  }
}
