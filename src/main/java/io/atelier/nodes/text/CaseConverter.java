package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A text in another case. */
@AutoService(Node.class)
public final class CaseConverter implements Node {
  private static final Input<String> STRING = Input.text("string").multiline();
  private static final Input<String> MODE =
      Input.choice("mode", "UPPERCASE", "lowercase", "Capitalize", "Title Case");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("CaseConverter")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Case Converter")
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
    return NodeOutput.of(
        switch (inputs.get(MODE)) {
          case "UPPERCASE" -> Cases.upper(string);
          case "lowercase" -> Cases.lower(string);
          case "Capitalize" -> Cases.capitalize(string);
          case "Title Case" -> Cases.title(string);
          default -> string;
        });
  }
}
