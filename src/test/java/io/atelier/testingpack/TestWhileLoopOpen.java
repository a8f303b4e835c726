package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a loop begins: passes its values on. */
@AutoService(Node.class)
public final class TestWhileLoopOpen implements Node {
  private static final Input<Boolean> CONDITION = Input.bool("condition").proposes(true);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestWhileLoopOpen")
        .displayName("While Loop Open")
        .category("Testing/Flow")
        .inputs(inputs())
        .outputs(outputs())
        .build();
  }

  private static Input<?>[] inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    inputs.add(CONDITION);
    for (int i = 0; i < LoopValues.COUNT; i++) {
      inputs.add(LoopValues.input(i));
    }
    return inputs.toArray(new Input<?>[0]);
  }

  private static Output[] outputs() {
    List<Output> outputs = new ArrayList<>();
    outputs.add(Output.of(LoopValues.FLOW_CONTROL));
    for (int i = 0; i < LoopValues.COUNT; i++) {
      outputs.add(LoopValues.output(i));
    }
    return outputs.toArray(new Output[0]);
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add("stub");
    for (int i = 0; i < LoopValues.COUNT; i++) {
      values.add(inputs.raw(LoopValues.name(i)));
    }
    return NodeOutput.ofValues(values);
  }
}
