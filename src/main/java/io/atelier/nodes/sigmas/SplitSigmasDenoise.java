package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.Arrays;

/** Noise levels up to where a part of the steps is left, and from there on. */
@AutoService(Node.class)
public final class SplitSigmasDenoise implements Node {
  private static final Input<Sigmas> SIGMAS = Sockets.sigmas("sigmas");

  private static final NodeDefinition DEFINITION =
      SigmaNodes.splitting("SplitSigmasDenoise").inputs(SIGMAS, SigmaNodes.DENOISE).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    float[] sigmas = inputs.get(SIGMAS).values();
    int steps = Math.max(sigmas.length - 1, 0);
    int kept = (int) Math.rint(steps * inputs.get(SigmaNodes.DENOISE));
    int end = kept == 0 ? 0 : sigmas.length - kept;
    return NodeOutput.of(
        new Sigmas(Arrays.copyOf(sigmas, Math.max(0, end))),
        new Sigmas(StepPlan.last(sigmas, kept + 1)));
  }
}
