package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/**
 * The noise levels of models distilled to one to ten steps. See <a
 * href="https://arxiv.org/abs/2311.17042">Adversarial Diffusion Distillation</a>.
 */
@AutoService(Node.class)
public final class SDTurboScheduler implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Long> STEPS = Input.integer("steps").proposes(1).range(1, 10);
  private static final Input<Double> DENOISE =
      Input.floating("denoise").proposes(1.0).range(0, 1.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      SigmaNodes.scheduler("SDTurboScheduler").inputs(MODEL, STEPS, DENOISE).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int first = TIMESTEPS - (int) (TIMESTEPS * inputs.get(DENOISE));
    int count = Math.min(inputs.getInt(STEPS), TIMESTEPS - first);
    float[] sigmas = new float[count + 1];
    for (int k = 0; k < count; k++) {
      int timestep = (TIMESTEPS - first - k) * 100 - 1;
      sigmas[k] = inputs.get(MODEL).levels().sigma(timestep);
    }
    return NodeOutput.of(new Sigmas(sigmas));
  }

  private static final int TIMESTEPS = 10;
}
