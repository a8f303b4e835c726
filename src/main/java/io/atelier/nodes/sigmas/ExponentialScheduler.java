package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.schedule.PolyexponentialSchedule;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** Noise levels with equally spaced logarithms. */
@AutoService(Node.class)
public final class ExponentialScheduler implements Node {

  private static final NodeDefinition DEFINITION =
      SigmaNodes.scheduler("ExponentialScheduler")
          .inputs(SigmaNodes.STEPS, SigmaNodes.SIGMA_MAX, SigmaNodes.SIGMA_MIN)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new Sigmas(
            new PolyexponentialSchedule(
                    inputs.get(SigmaNodes.SIGMA_MIN), inputs.get(SigmaNodes.SIGMA_MAX), 1)
                .sigmas(inputs.getInt(SigmaNodes.STEPS))));
  }
}
