package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Expansion;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a counted loop begins: passes the count and its values on. */
@AutoService(Node.class)
public final class TestForLoopOpen implements Node {
  private static final Input<Long> REMAINING =
      Input.integer("remaining").proposes(1L).range(0L, 100_000L).step(1L);
  private static final Input<Object> COUNT = Input.undocumented(LoopValues.name(0), SocketType.ANY);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestForLoopOpen")
        .displayName("For Loop Open")
        .category("Testing/Flow")
        .inputs(inputs())
        .outputs(outputs())
        .build();
  }

  private static Input<?>[] inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    inputs.add(REMAINING);
    for (int i = 1; i < LoopValues.COUNT; i++) {
      inputs.add(LoopValues.input(i));
    }
    inputs.add(COUNT);
    return inputs.toArray(new Input<?>[0]);
  }

  private static Output[] outputs() {
    List<Output> outputs = new ArrayList<>();
    outputs.add(Output.named("flow_control", LoopValues.FLOW_CONTROL));
    outputs.add(Output.named("remaining", SocketType.INT));
    for (int i = 1; i < LoopValues.COUNT; i++) {
      outputs.add(LoopValues.output(i));
    }
    return outputs.toArray(new Output[0]);
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Object remaining = inputs.find(COUNT).orElseGet(() -> inputs.get(REMAINING));
    Expansion.Builder graph = context.newExpansion();
    Expansion.NodeBuilder open = graph.node("TestWhileLoopOpen").input("condition", remaining);
    List<@Nullable Object> results = new ArrayList<>();
    results.add("stub");
    results.add(remaining);
    open.input(LoopValues.name(0), remaining);
    for (int i = 1; i < LoopValues.COUNT; i++) {
      Object value = inputs.raw(LoopValues.name(i));
      open.input(LoopValues.name(i), value);
      results.add(value);
    }
    return NodeOutput.expand(graph.build(), results.toArray());
  }
}
