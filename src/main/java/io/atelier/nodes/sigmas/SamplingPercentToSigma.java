package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** The noise level at a part of the way from noise to picture. */
@AutoService(Node.class)
public final class SamplingPercentToSigma implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> SAMPLING_PERCENT =
      Input.floating("sampling_percent").proposes(0.0).range(0.0, 1.0).step(0.0001);
  private static final Input<Boolean> RETURN_ACTUAL_SIGMA =
      Input.bool("return_actual_sigma")
          .tooltip(
              "At the very ends, gives the noise level of the model instead of the "
                  + "value that checks of intervals use.")
          .proposes(false);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SamplingPercentToSigma")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/sigmas")
          .inputs(MODEL, SAMPLING_PERCENT, RETURN_ACTUAL_SIGMA)
          .outputs(Output.named("sigma_value", SocketType.FLOAT))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    NoiseLevels levels = inputs.get(MODEL).levels();
    double percent = inputs.get(SAMPLING_PERCENT);
    double sigma = levels.percentToSigma(percent);
    if (inputs.get(RETURN_ACTUAL_SIGMA)) {
      if (percent == 0) {
        sigma = levels.sigmaMax();
      } else if (percent == 1) {
        sigma = levels.sigmaMin();
      }
    }
    return NodeOutput.of(sigma);
  }
}
