package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A part of a text, counted in code points; negative places count from the end. */
@AutoService(Node.class)
public final class StringSubstring implements Node {
  private static final Input<String> STRING = Input.text("string").multiline();
  private static final Input<Long> START = Input.integer("start");
  private static final Input<Long> END = Input.integer("end");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("StringSubstring")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Substring")
          .inputs(STRING, START, END)
          .outputs(SocketType.STRING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String string = inputs.get(STRING);
    int length = string.codePointCount(0, string.length());
    int start = place(inputs.get(START), length);
    int end = Math.max(start, place(inputs.get(END), length));
    return NodeOutput.of(
        string.substring(string.offsetByCodePoints(0, start), string.offsetByCodePoints(0, end)));
  }

  private static int place(long index, int length) {
    long fromStart = index < 0 ? index + length : index;
    return (int) Math.max(0, Math.min(length, fromStart));
  }
}
