package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.BlurredSelfAttention;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance away from what the network makes of blurred salient parts. */
@AutoService(Node.class)
public final class SelfAttentionGuidance implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> SCALE =
      Input.floating("scale").proposes(0.5).range(-2.0, 5.0).step(0.01);
  private static final Input<Double> BLUR_SIGMA =
      Input.floating("blur_sigma").proposes(2.0).range(0.0, 10.0).step(0.1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("SelfAttentionGuidance")
          .module("comfy_extras.nodes_sag")
          .category("_for_testing")
          .displayName("Self-Attention Guidance")
          .experimental()
          .inputs(MODEL, SCALE, BLUR_SIGMA)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        inputs
            .get(MODEL)
            .withResult(new BlurredSelfAttention(inputs.get(SCALE), inputs.get(BLUR_SIGMA))));
  }
}
