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
 * Noise levels of the variance-preserving process. See <a
 * href="https://arxiv.org/abs/2011.13456">Score-Based Generative Modeling through Stochastic
 * Differential Equations</a>.
 */
@AutoService(Node.class)
public final class VPScheduler implements Node {
  private static final Input<Double> BETA_D =
      Input.floating("beta_d").proposes(19.9).range(0.0, 5000.0).step(0.01).with("round", false);
  private static final Input<Double> BETA_MIN =
      Input.floating("beta_min").proposes(0.1).range(0.0, 5000.0).step(0.01).with("round", false);
  private static final Input<Double> EPS_S =
      Input.floating("eps_s").proposes(0.001).range(0.0, 1.0).step(0.0001).with("round", false);

  private static final NodeDefinition DEFINITION =
      SigmaNodes.scheduler("VPScheduler").inputs(SigmaNodes.STEPS, BETA_D, BETA_MIN, EPS_S).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int steps = inputs.getInt(SigmaNodes.STEPS);
    double last = inputs.get(EPS_S);
    float[] sigmas = new float[steps + 1];
    for (int k = 0; k < steps; k++) {
      double t = steps == 1 ? 1 : 1 + (last - 1) * k / (steps - 1);
      double exponent = inputs.get(BETA_D) * t * t / 2 + inputs.get(BETA_MIN) * t;
      sigmas[k] = (float) Math.sqrt(Math.expm1(exponent));
    }
    return NodeOutput.of(new Sigmas(sigmas));
  }
}
