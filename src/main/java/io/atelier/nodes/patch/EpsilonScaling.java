package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampling.ScaledNoise;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Divides the noise that the model predicts. */
@AutoService(Node.class)
public final class EpsilonScaling implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> SCALING_FACTOR =
      Input.floating("scaling_factor")
          .proposes(1.005)
          .range(0.5, 1.5)
          .step(0.001)
          .with("display", "number");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("Epsilon Scaling")
          .module("comfy_extras.nodes_eps")
          .category("model_patches/unet")
          .inputs(MODEL, SCALING_FACTOR)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).withResult(new ScaledNoise(inputs.get(SCALING_FACTOR))));
  }
}
