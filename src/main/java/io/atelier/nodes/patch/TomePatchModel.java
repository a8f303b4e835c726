package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.unet.TokenMerging;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Merges alike pixels before they attend, which is faster. */
@AutoService(Node.class)
public final class TomePatchModel implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> RATIO =
      Input.floating("ratio").proposes(0.3).range(0.0, 1.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("TomePatchModel")
          .module("comfy_extras.nodes_tomesd")
          .category("model_patches/unet")
          .inputs(MODEL, RATIO)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).with(new TokenMerging(inputs.get(RATIO))));
  }
}
