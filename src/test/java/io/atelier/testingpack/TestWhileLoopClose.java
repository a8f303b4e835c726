package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Expansion;
import io.atelier.node.GraphNode;
import io.atelier.node.GraphView;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Link;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a loop ends: returns its values, or expands to the loop once more. */
@AutoService(Node.class)
public final class TestWhileLoopClose implements Node {
  private static final String RECURSE = "Recurse";
  private static final Input<Link> FLOW_CONTROL =
      Input.socket("flow_control", LoopValues.FLOW_CONTROL, Link.class).rawLink();
  private static final Input<Boolean> CONDITION = Input.bool("condition").with("forceInput", true);
  private static final Input<GraphView> GRAPH =
      Input.hidden("dynprompt", Hidden.DYNPROMPT, GraphView.class);
  private static final Input<String> UNIQUE_ID =
      Input.hidden("unique_id", Hidden.UNIQUE_ID, String.class);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestWhileLoopClose")
        .displayName("While Loop Close")
        .category("Testing/Flow")
        .inputs(inputs())
        .outputs(outputs())
        .build();
  }

  private static Input<?>[] inputs() {
    List<Input<?>> inputs = new ArrayList<>(List.of(FLOW_CONTROL, CONDITION));
    for (int i = 0; i < LoopValues.COUNT; i++) {
      inputs.add(LoopValues.input(i));
    }
    inputs.add(GRAPH);
    inputs.add(UNIQUE_ID);
    return inputs.toArray(new Input<?>[0]);
  }

  private static Output[] outputs() {
    Output[] outputs = new Output[LoopValues.COUNT];
    for (int i = 0; i < LoopValues.COUNT; i++) {
      outputs[i] = LoopValues.output(i);
    }
    return outputs;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    if (!inputs.get(CONDITION)) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < LoopValues.COUNT; i++) {
        values.add(inputs.raw(LoopValues.name(i)));
      }
      return NodeOutput.ofValues(values);
    }
    GraphView view = inputs.get(GRAPH);
    NodeId open = inputs.get(FLOW_CONTROL).source();
    NodeId self = new NodeId(inputs.get(UNIQUE_ID));
    Expansion.Builder graph = context.newExpansion();
    Map<NodeId, Expansion.NodeBuilder> clones = new LinkedHashMap<>();
    for (NodeId id : LoopBody.between(open, self, view)) {
      GraphNode node = LoopBody.require(view, id);
      clones.put(
          id, graph.node(node.classType(), id.equals(self) ? RECURSE : id.value()).display(id));
    }
    clones.forEach((id, clone) -> copyInputs(LoopBody.require(view, id), clone, clones));
    Expansion.NodeBuilder newOpen = Objects.requireNonNull(clones.get(open));
    Expansion.NodeBuilder newSelf = Objects.requireNonNull(clones.get(self));
    List<@Nullable Object> results = new ArrayList<>();
    for (int i = 0; i < LoopValues.COUNT; i++) {
      newOpen.input(LoopValues.name(i), inputs.raw(LoopValues.name(i)));
      results.add(newSelf.output(i));
    }
    return NodeOutput.expand(graph.build(), results.toArray());
  }

  private static void copyInputs(
      GraphNode node, Expansion.NodeBuilder clone, Map<NodeId, Expansion.NodeBuilder> clones) {
    node.inputs()
        .forEach(
            (name, value) -> {
              Expansion.NodeBuilder inner =
                  value instanceof Link link ? clones.get(link.source()) : null;
              clone.input(
                  name,
                  inner != null && value instanceof Link link ? inner.output(link.slot()) : value);
            });
  }
}
