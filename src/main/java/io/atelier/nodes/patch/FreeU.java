package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.unet.SkipScaling;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Factors;
import io.atelier.nodes.Sockets;

/** Strengthens the deepest features and weakens the low frequencies of skip connections. */
@AutoService(Node.class)
public final class FreeU implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> B1 = Factors.input("b1", 1.1);
  private static final Input<Double> B2 = Factors.input("b2", 1.2);
  private static final Input<Double> S1 = Factors.input("s1", 0.9);
  private static final Input<Double> S2 = Factors.input("s2", 0.2);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("FreeU")
          .module("comfy_extras.nodes_freelunch")
          .category("model_patches/unet")
          .displayName("FreeU")
          .inputs(MODEL, B1, B2, S1, S2)
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
            .with(
                new SkipScaling(
                    inputs.get(B1), inputs.get(B2), inputs.get(S1), inputs.get(S2), false)));
  }
}
