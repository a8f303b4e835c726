package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A text without the blanks at its ends. */
@AutoService(Node.class)
public final class StringTrim implements Node {
  private static final Input<String> STRING = Input.text("string").multiline();
  private static final Input<String> MODE = Input.choice("mode", "Both", "Left", "Right");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("StringTrim")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Trim")
          .inputs(STRING, MODE)
          .outputs(SocketType.STRING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String string = inputs.get(STRING);
    String mode = inputs.get(MODE);
    int start = 0;
    int end = string.length();
    while (!mode.equals("Right") && start < end && Cases.isBlank(string.charAt(start))) {
      start++;
    }
    while (!mode.equals("Left") && end > start && Cases.isBlank(string.charAt(end - 1))) {
      end--;
    }
    return NodeOutput.of(string.substring(start, end));
  }
}
