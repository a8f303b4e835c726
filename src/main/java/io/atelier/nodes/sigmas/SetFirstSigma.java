package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Noise levels with another first one. */
@AutoService(Node.class)
public final class SetFirstSigma implements Node {
  private static final Input<Sigmas> SIGMAS = Sockets.sigmas("sigmas");
  private static final Input<Double> SIGMA =
      Input.floating("sigma").proposes(136.0).range(0.0, 20000.0).step(0.001).with("round", false);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SetFirstSigma")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/sigmas")
          .inputs(SIGMAS, SIGMA)
          .outputs(Sockets.SIGMAS)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    float[] sigmas = inputs.get(SIGMAS).values().clone();
    if (sigmas.length == 0) {
      throw new NodeException("IndexError", "there are no sigmas, so there is no first one");
    }
    sigmas[0] = inputs.get(SIGMA).floatValue();
    return NodeOutput.of(new Sigmas(sigmas));
  }
}
