package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.CosineLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Predictions of noise on the levels of Stable Cascade. */
@AutoService(Node.class)
public final class ModelSamplingStableCascade implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> SHIFT = ModelSamplings.shift("shift", 2.0);

  private static final NodeDefinition DEFINITION =
      ModelSamplings.definition("ModelSamplingStableCascade").inputs(MODEL, SHIFT).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        inputs.get(MODEL).with(new CosineLevels(inputs.get(SHIFT)), Parameterization.EPS));
  }
}
