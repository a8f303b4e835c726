package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A text with every occurrence of another replaced. */
@AutoService(Node.class)
public final class StringReplace implements Node {
  private static final Input<String> STRING = Input.text("string").multiline();
  private static final Input<String> FIND = Input.text("find").multiline();
  private static final Input<String> REPLACE = Input.text("replace").multiline();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("StringReplace")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Replace")
          .inputs(STRING, FIND, REPLACE)
          .outputs(SocketType.STRING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String string = inputs.get(STRING);
    String find = inputs.get(FIND);
    String replace = inputs.get(REPLACE);
    LongText result = new LongText();
    if (find.isEmpty()) {
      result.append(replace);
      string.codePoints().forEach(c -> result.append(Character.toString(c)).append(replace));
      return NodeOutput.of(result.toString());
    }
    int done = 0;
    for (int at = string.indexOf(find); at >= 0; at = string.indexOf(find, done)) {
      result.append(string, done, at).append(replace);
      done = at + find.length();
    }
    return NodeOutput.of(result.append(string, done, string.length()).toString());
  }
}
