package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.OptimizedScale;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** Guidance whose negative prediction is scaled to the positive one. */
@AutoService(Node.class)
public final class CFGZeroStar implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("CFGZeroStar")
          .module("comfy_extras.nodes_cfg")
          .category("advanced/guidance")
          .inputs(MODEL)
          .outputs(Output.named("patched_model", Sockets.MODEL))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).withResult(new OptimizedScale()));
  }
}
