package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.schedule.KarrasSchedule;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** Noise levels that are dense where they are small. */
@AutoService(Node.class)
public final class KarrasScheduler implements Node {
  private static final Input<Double> RHO = SigmaNodes.rho(7.0);

  private static final NodeDefinition DEFINITION =
      SigmaNodes.scheduler("KarrasScheduler")
          .inputs(SigmaNodes.STEPS, SigmaNodes.SIGMA_MAX, SigmaNodes.SIGMA_MIN, RHO)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new Sigmas(
            new KarrasSchedule(
                    inputs.get(SigmaNodes.SIGMA_MIN),
                    inputs.get(SigmaNodes.SIGMA_MAX),
                    inputs.get(RHO))
                .sigmas(inputs.getInt(SigmaNodes.STEPS))));
  }
}
