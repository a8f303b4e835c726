package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/**
 * Noise levels by the quantiles of a Laplace distribution of their logarithms. See <a
 * href="https://arxiv.org/abs/2407.03297">Improved Noise Schedule for Diffusion Training</a>.
 */
@AutoService(Node.class)
public final class LaplaceScheduler implements Node {
  private static final Input<Double> MU =
      Input.floating("mu").proposes(0.0).range(-10.0, 10.0).step(0.1).with("round", false);
  private static final Input<Double> BETA =
      Input.floating("beta").proposes(0.5).range(0.0, 10.0).step(0.1).with("round", false);

  private static final NodeDefinition DEFINITION =
      SigmaNodes.scheduler("LaplaceScheduler")
          .inputs(SigmaNodes.STEPS, SigmaNodes.SIGMA_MAX, SigmaNodes.SIGMA_MIN, MU, BETA)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int steps = inputs.getInt(SigmaNodes.STEPS);
    double low = inputs.get(SigmaNodes.SIGMA_MIN);
    double high = inputs.get(SigmaNodes.SIGMA_MAX);
    float[] sigmas = new float[steps];
    for (int k = 0; k < steps; k++) {
      double distance = 0.5 - (steps == 1 ? 0 : (double) k / (steps - 1));
      double lambda =
          inputs.get(MU)
              - inputs.get(BETA)
                  * Math.signum(distance)
                  * Math.log(1 - 2 * Math.abs(distance) + 1e-5);
      sigmas[k] = (float) Math.max(low, Math.min(high, Math.exp(lambda)));
    }
    return NodeOutput.of(new Sigmas(sigmas));
  }
}
