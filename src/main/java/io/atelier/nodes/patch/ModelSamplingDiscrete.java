package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.DiscreteLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** What a model's output means, on the noise levels of Stable Diffusion. */
@AutoService(Node.class)
public final class ModelSamplingDiscrete implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<String> SAMPLING =
      Input.choice("sampling", "eps", "v_prediction", "lcm", "x0", "img_to_img");
  private static final Input<Boolean> ZSNR = Input.bool("zsnr").proposes(false);

  private static final NodeDefinition DEFINITION =
      ModelSamplings.definition("ModelSamplingDiscrete").inputs(MODEL, SAMPLING, ZSNR).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Parameterization parameterization =
        switch (inputs.get(SAMPLING)) {
          case "v_prediction" -> Parameterization.V;
          case "lcm" -> Parameterization.LCM;
          case "x0" -> Parameterization.X0;
          case "img_to_img" -> Parameterization.IMG_TO_IMG;
          default -> Parameterization.EPS;
        };
    DiscreteLevels levels = DiscreteLevels.stableDiffusion();
    if (parameterization == Parameterization.LCM) {
      levels = levels.everyNth(LCM_STRIDE);
    }
    if (inputs.get(ZSNR)) {
      levels = levels.withZeroTerminalSnr();
    }
    return NodeOutput.of(inputs.get(MODEL).with(levels, parameterization));
  }

  /** Consistency models know every twentieth level. */
  private static final int LCM_STRIDE = 20;
}
