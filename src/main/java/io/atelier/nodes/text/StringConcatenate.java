package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.memory.Allocation;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Two texts with a delimiter between them. */
@AutoService(Node.class)
public final class StringConcatenate implements Node {
  private static final Input<String> STRING_A = Input.text("string_a").multiline();
  private static final Input<String> STRING_B = Input.text("string_b").multiline();
  private static final Input<String> DELIMITER =
      Input.text("delimiter").proposes("").with("multiline", false);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("StringConcatenate")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Concatenate")
          .inputs(STRING_A, STRING_B, DELIMITER)
          .outputs(SocketType.STRING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String a = inputs.get(STRING_A);
    String b = inputs.get(STRING_B);
    String delimiter = inputs.get(DELIMITER);
    Allocation.characters((long) a.length() + delimiter.length() + b.length());
    return NodeOutput.of(a + delimiter + b);
  }
}
