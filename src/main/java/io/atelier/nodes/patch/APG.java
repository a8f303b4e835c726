package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.ProjectedGuidance;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance whose part along the positive prediction is weakened. */
@AutoService(Node.class)
public final class APG implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> ETA =
      Input.floating("eta")
          .tooltip(
              "How much of the guidance along the prediction itself remains; at 1 it "
                  + "is as usual.")
          .proposes(1.0)
          .range(-10.0, 10.0)
          .step(0.01);
  private static final Input<Double> NORM_THRESHOLD =
      Input.floating("norm_threshold")
          .tooltip("The greatest length of the guidance; 0 leaves it unbounded.")
          .proposes(5.0)
          .range(0.0, 50.0)
          .step(0.1);
  private static final Input<Double> MOMENTUM =
      Input.floating("momentum")
          .tooltip("How much of the earlier steps’ guidance goes into the next; 0 for " + "none.")
          .proposes(0.0)
          .range(-5.0, 1.0)
          .step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("APG")
          .module("comfy_extras.nodes_apg")
          .category("sampling/custom_sampling")
          .displayName("Adaptive Projected Guidance")
          .inputs(MODEL, ETA, NORM_THRESHOLD, MOMENTUM)
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
                new ProjectedGuidance(
                    inputs.get(ETA), inputs.get(NORM_THRESHOLD), inputs.get(MOMENTUM))));
  }
}
