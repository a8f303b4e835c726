package com.example.captions;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.List;
import java.util.Locale;

/** A text in capitals, with exclamation marks. */
@AutoService(Node.class)
public final class Shout implements Node {
  private static final Input<String> TEXT = Input.text("text").multiline();
  private static final Input<Long> MARKS = Input.integer("marks").proposes(1L).range(0L, 10L);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("Shout")
        .displayName("Shout")
        .category("captions")
        .inputs(TEXT, MARKS)
        .outputs(SocketType.STRING)
        .outputNode()
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String loud = inputs.get(TEXT).toUpperCase(Locale.ROOT) + "!".repeat(inputs.getInt(MARKS));
    return NodeOutput.of(loud).withUi("text", List.of(loud));
  }
}
