package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;

/** The number of code points of a text. */
@AutoService(Node.class)
public final class StringLength implements Node {
  private static final Input<String> STRING = Input.text("string").multiline();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("StringLength")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Length")
          .inputs(STRING)
          .outputs(Output.named("length", SocketType.INT))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String string = inputs.get(STRING);
    return NodeOutput.of((long) string.codePointCount(0, string.length()));
  }
}
