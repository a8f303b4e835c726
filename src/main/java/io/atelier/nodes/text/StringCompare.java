package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Whether a text starts with, ends with or equals another. */
@AutoService(Node.class)
public final class StringCompare implements Node {
  private static final Input<String> STRING_A = Input.text("string_a").multiline();
  private static final Input<String> STRING_B = Input.text("string_b").multiline();
  private static final Input<String> MODE =
      Input.choice("mode", "Starts With", "Ends With", "Equal");
  private static final Input<Boolean> CASE_SENSITIVE = Input.bool("case_sensitive").proposes(true);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("StringCompare")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Compare")
          .inputs(STRING_A, STRING_B, MODE, CASE_SENSITIVE)
          .outputs(SocketType.BOOLEAN)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    boolean exact = inputs.get(CASE_SENSITIVE);
    String a = Cases.fold(inputs.get(STRING_A), exact);
    String b = Cases.fold(inputs.get(STRING_B), exact);
    return NodeOutput.of(
        switch (inputs.get(MODE)) {
          case "Starts With" -> a.startsWith(b);
          case "Ends With" -> a.endsWith(b);
          default -> a.equals(b);
        });
  }
}
