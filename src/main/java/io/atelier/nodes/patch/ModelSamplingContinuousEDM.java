package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.ContinuousLevels;
import io.atelier.diffusion.schedule.ContinuousLevels.Clock;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** What a model's output means, on noise levels between two bounds. */
@AutoService(Node.class)
public final class ModelSamplingContinuousEDM implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<String> SAMPLING =
      Input.choice("sampling", "v_prediction", "edm", "edm_playground_v2.5", "eps", "cosmos_rflow");
  private static final Input<Double> SIGMA_MAX = ModelSamplings.bound("sigma_max", 120.0);
  private static final Input<Double> SIGMA_MIN = ModelSamplings.bound("sigma_min", 0.002);

  private static final NodeDefinition DEFINITION =
      ModelSamplings.definition("ModelSamplingContinuousEDM")
          .inputs(MODEL, SAMPLING, SIGMA_MAX, SIGMA_MIN)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Parameterization parameterization =
        switch (inputs.get(SAMPLING)) {
          case "v_prediction" -> Parameterization.V;
          case "edm" -> Parameterization.EDM;
          case "eps" -> Parameterization.EPS;
          case "cosmos_rflow" -> Parameterization.FLOW_RATIO;
          default ->
              throw new NodeException(
                  "ValueError",
                  "'%s' is for models that are not known here".formatted(inputs.get(SAMPLING)));
        };
    Clock clock = parameterization == Parameterization.FLOW_RATIO ? Clock.MIXTURE : Clock.LOGARITHM;
    ContinuousLevels levels =
        new ContinuousLevels(inputs.get(SIGMA_MIN), inputs.get(SIGMA_MAX), clock);
    return NodeOutput.of(inputs.get(MODEL).with(levels, parameterization));
  }
}
