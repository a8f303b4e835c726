package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Noise levels whose logarithms follow a power. */
@AutoService(Node.class)
public final class PolyexponentialScheduler implements Node {
  private static final Input<Long> STEPS = Input.integer("steps").proposes(20).range(1, 10000);
  private static final Input<Double> SIGMA_MAX =
      Input.floating("sigma_max")
          .proposes(14.614642)
          .range(0.0, 5000.0)
          .step(0.01)
          .with("round", false);
  private static final Input<Double> SIGMA_MIN =
      Input.floating("sigma_min")
          .proposes(0.0291675)
          .range(0.0, 5000.0)
          .step(0.01)
          .with("round", false);
  private static final Input<Double> RHO =
      Input.floating("rho").proposes(1.0).range(0.0, 100.0).step(0.01).with("round", false);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("PolyexponentialScheduler")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/schedulers")
          .inputs(STEPS, SIGMA_MAX, SIGMA_MIN, RHO)
          .outputs(Sockets.SIGMAS)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new Sigmas(
            new io.atelier.diffusion.schedule.PolyexponentialScheduler(
                    inputs.get(SIGMA_MIN), inputs.get(SIGMA_MAX), inputs.get(RHO))
                .sigmas(inputs.getInt(STEPS))));
  }
}
