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

/** Whether a text contains another. */
@AutoService(Node.class)
public final class StringContains implements Node {
  private static final Input<String> STRING = Input.text("string").multiline();
  private static final Input<String> SUBSTRING = Input.text("substring").multiline();
  private static final Input<Boolean> CASE_SENSITIVE = Input.bool("case_sensitive").proposes(true);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("StringContains")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Contains")
          .inputs(STRING, SUBSTRING, CASE_SENSITIVE)
          .outputs(Output.named("contains", SocketType.BOOLEAN))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    boolean exact = inputs.get(CASE_SENSITIVE);
    String string = Cases.fold(inputs.get(STRING), exact);
    return NodeOutput.of(string.contains(Cases.fold(inputs.get(SUBSTRING), exact)));
  }
}
