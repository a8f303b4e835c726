package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.FlowLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Rectified flow as AuraFlow has it, which is told the level itself. */
@AutoService(Node.class)
public final class ModelSamplingAuraFlow implements Node {
  private static final int LEVELS = 1000;

  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> SHIFT = ModelSamplings.shift("shift", 1.73);

  private static final NodeDefinition DEFINITION =
      ModelSamplings.definition("ModelSamplingAuraFlow").inputs(MODEL, SHIFT).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    FlowLevels levels = new FlowLevels(inputs.get(SHIFT), 1, LEVELS);
    return NodeOutput.of(inputs.get(MODEL).with(levels, Parameterization.FLOW));
  }
}
