package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.PerturbedGuidance;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance away from what the network makes without its deepest self-attention. */
@AutoService(Node.class)
public final class PerturbedAttentionGuidance implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> SCALE =
      Input.floating("scale").proposes(3.0).range(0.0, 100.0).step(0.01).with("round", 0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("PerturbedAttentionGuidance")
          .module("comfy_extras.nodes_pag")
          .category("model_patches/unet")
          .inputs(MODEL, SCALE)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).withResult(new PerturbedGuidance(inputs.get(SCALE))));
  }
}
