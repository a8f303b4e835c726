package io.atelier.testingpack;

import com.google.auto.service.AutoService;
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

/** A list of what it is given. */
@AutoService(Node.class)
public final class TestMakeListNode implements Node {
  private static final int MOST = 9;

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestMakeListNode")
        .displayName("Make List")
        .category("Testing/Lists")
        .inputs(values())
        .outputs(Output.of(SocketType.ANY).asList())
        .build();
  }

  private static Input<?>[] values() {
    Input<?>[] values = new Input<?>[MOST];
    for (int i = 0; i < MOST; i++) {
      Input<Object> value = Input.any("value" + (i + 1));
      values[i] = i == 0 ? value : value.optional();
    }
    return values;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 1; i <= MOST; i++) {
      if (inputs.has("value" + i)) {
        list.add(inputs.raw("value" + i));
      }
    }
    return NodeOutput.of(list);
  }
}
