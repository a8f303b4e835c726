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
  private static final Input<Double> SIGMA_MAX = ModelSamplings.bound("sigma_max", 500.0);
  private static final Input<Double> SIGMA_MIN = ModelSamplings.bound("sigma_min", 0.03);

  private static final NodeDefinition DEFINITION =
      ModelSamplings.definition("ModelSamplingContinuousV")
          .inputs(MODEL, SAMPLING, SIGMA_MAX, SIGMA_MIN)
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
