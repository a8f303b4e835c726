package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.Schedulers;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** The noise levels of a scheduler for a model. */
@AutoService(Node.class)
public final class BasicScheduler implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<String> SCHEDULER = Sockets.schedulerName("scheduler");

  private static final NodeDefinition DEFINITION =
      SigmaNodes.scheduler("BasicScheduler")
          .inputs(MODEL, SCHEDULER, SigmaNodes.STEPS, SigmaNodes.DENOISE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double denoise = inputs.get(SigmaNodes.DENOISE);
    int steps = inputs.getInt(SigmaNodes.STEPS);
    if (denoise <= 0) {
      return NodeOutput.of(new Sigmas(new float[0]));
    }
    int total = denoise < 1 ? (int) (steps / denoise) : steps;
    float[] sigmas =
        Schedulers.get(inputs.get(SCHEDULER)).sigmas(inputs.get(MODEL).levels(), total);
    return NodeOutput.of(new Sigmas(StepPlan.last(sigmas, steps + 1)));
  }
}
