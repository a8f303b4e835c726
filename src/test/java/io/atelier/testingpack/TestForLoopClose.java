package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Expansion;
import io.atelier.node.Input;
import io.atelier.node.Link;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a counted loop ends: counts down and closes the loop inside. */
@AutoService(Node.class)
public final class TestForLoopClose implements Node {
  private static final Input<Link> FLOW_CONTROL =
      Input.socket("flow_control", LoopValues.FLOW_CONTROL, Link.class).rawLink();

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestForLoopClose")
        .displayName("For Loop Close")
        .category("Testing/Flow")
        .inputs(inputs())
        .outputs(outputs())
        .build();
  }

  private static Input<?>[] inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    inputs.add(FLOW_CONTROL);
    for (int i = 1; i < LoopValues.COUNT; i++) {
      inputs.add(LoopValues.input(i).rawLink());
    }
    return inputs.toArray(new Input<?>[0]);
  }

  private static Output[] outputs() {
    Output[] outputs = new Output[LoopValues.COUNT - 1];
    for (int i = 1; i < LoopValues.COUNT; i++) {
      outputs[i - 1] = LoopValues.output(i);
    }
    return outputs;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Link flow = inputs.get(FLOW_CONTROL);
    Expansion.Builder graph = context.newExpansion();
    Link left =
        graph
            .node("TestIntMathOperation")
            .input("operation", "subtract")
            .input("a", new Link(flow.source(), 1))
            .input("b", 1L)
            .output(0);
    Link goesOn = graph.node("TestToBoolNode").input("value", left).output(0);
    Expansion.NodeBuilder close =
        graph
            .node("TestWhileLoopClose")
            .input("flow_control", flow)
            .input("condition", goesOn)
            .input(LoopValues.name(0), left);
    List<@Nullable Object> results = new ArrayList<>();
    for (int i = 1; i < LoopValues.COUNT; i++) {
      close.input(LoopValues.name(i), inputs.raw(LoopValues.name(i)));
      results.add(close.output(i));
    }
    return NodeOutput.expand(graph.build(), results.toArray());
  }
}
