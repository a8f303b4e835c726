package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.BetaScheduler;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Noise levels that are dense at both ends. */
@AutoService(Node.class)
public final class BetaSamplingScheduler implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> ALPHA =
      Input.floating("alpha").proposes(0.6).range(0.0, 50.0).step(0.01).with("round", false);
  private static final Input<Double> BETA =
      Input.floating("beta").proposes(0.6).range(0.0, 50.0).step(0.01).with("round", false);

  private static final NodeDefinition DEFINITION =
      SigmaNodes.scheduler("BetaSamplingScheduler")
          .inputs(MODEL, SigmaNodes.STEPS, ALPHA, BETA)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new Sigmas(
            new BetaScheduler(inputs.get(ALPHA), inputs.get(BETA))
                .sigmas(inputs.get(MODEL).levels(), inputs.getInt(SigmaNodes.STEPS))));
  }
}
