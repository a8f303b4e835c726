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
import java.util.Arrays;

/** Noise levels up to a step, and from it on. */
@AutoService(Node.class)
public final class SplitSigmas implements Node {
  private static final Input<Sigmas> SIGMAS = Sockets.sigmas("sigmas");
  private static final Input<Long> STEP = Input.integer("step").proposes(0).range(0, 10000);

  private static final NodeDefinition DEFINITION =
      SigmaNodes.splitting("SplitSigmas").inputs(SIGMAS, STEP).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    float[] sigmas = inputs.get(SIGMAS).values();
    int step = inputs.getInt(STEP);
    int end = Math.min(step + 1, sigmas.length);
    int start = Math.min(step, sigmas.length);
    return NodeOutput.of(
        new Sigmas(Arrays.copyOf(sigmas, end)),
        new Sigmas(Arrays.copyOfRange(sigmas, start, sigmas.length)));
  }
}
