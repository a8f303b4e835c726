package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.ContinuousLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Predictions of velocity on noise levels between two bounds. */
@AutoService(Node.class)
public final class ModelSamplingContinuousV implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<String> SAMPLING = Input.choice("sampling", "v_prediction");
  private static final Input<Double> SIGMA_MAX =
      Input.floating("sigma_max")
          .proposes(500.0)
          .range(0.0, 1000.0)
          .step(0.001)
          .with("round", false);
  private static final Input<Double> SIGMA_MIN =
      Input.floating("sigma_min")
          .proposes(0.03)
          .range(0.0, 1000.0)
          .step(0.001)
          .with("round", false);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ModelSamplingContinuousV")
          .module("comfy_extras.nodes_model_advanced")
          .category("advanced/model")
          .inputs(MODEL, SAMPLING, SIGMA_MAX, SIGMA_MIN)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ContinuousLevels levels =
        new ContinuousLevels(
            inputs.get(SIGMA_MIN), inputs.get(SIGMA_MAX), ContinuousLevels.Clock.ANGLE);
    return NodeOutput.of(inputs.get(MODEL).with(levels, Parameterization.V));
  }
}
