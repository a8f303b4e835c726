package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** Opens a control net. */
@AutoService(Node.class)
public final class ControlNetLoader implements Node {

  private static final NodeDefinition DEFINITION =
      ControlNetFiles.definition("ControlNetLoader")
          .displayName("Load ControlNet Model")
          .inputs(ControlNetFiles.CONTROL_NET_NAME)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return ControlNetFiles.open(inputs, context, null);
  }
}
