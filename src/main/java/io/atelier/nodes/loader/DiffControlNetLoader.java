package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Opens a control net, and adds a model's weights to it if the file has differences to them. */
@AutoService(Node.class)
public final class DiffControlNetLoader implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");

  private static final NodeDefinition DEFINITION =
      ControlNetFiles.definition("DiffControlNetLoader")
          .displayName("Load ControlNet Model (diff)")
          .inputs(MODEL, ControlNetFiles.CONTROL_NET_NAME)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return ControlNetFiles.open(inputs, context, inputs.get(MODEL));
  }
}
