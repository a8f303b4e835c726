package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.Map;

/**
 * Noise levels that were optimised for some models. See <a
 * href="https://arxiv.org/abs/2404.14507">Align Your Steps</a>.
 */
@AutoService(Node.class)
public final class AlignYourStepsScheduler implements Node {
  private static final Input<String> MODEL_TYPE = Input.choice("model_type", "SD1", "SDXL", "SVD");
  private static final Input<Long> STEPS = Input.integer("steps").proposes(10).range(1, 10000);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("AlignYourStepsScheduler")
          .module("comfy_extras.nodes_align_your_steps")
          .category("sampling/custom_sampling/schedulers")
          .inputs(MODEL_TYPE, STEPS, SigmaNodes.DENOISE)
          .outputs(Sockets.SIGMAS)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double denoise = inputs.get(SigmaNodes.DENOISE);
    int steps = inputs.getInt(STEPS);
    if (denoise <= 0) {
      return NodeOutput.of(new Sigmas(new float[0]));
    }
    double[] table = TABLES.get(inputs.get(MODEL_TYPE));
    if (table == null) {
      throw new NodeException("KeyError", "'" + inputs.get(MODEL_TYPE) + "'");
    }
    float[] sigmas = new float[steps + 1];
    for (int k = 0; k < steps; k++) {
      double place = (double) k / steps * (table.length - 1);
      int low = (int) place;
      double weight = place - low;
      sigmas[k] =
          (float) Math.exp((1 - weight) * Math.log(table[low]) + weight * Math.log(table[low + 1]));
    }
    int kept = denoise < 1 ? (int) Math.rint(steps * denoise) : steps;
    return NodeOutput.of(new Sigmas(StepPlan.last(sigmas, kept + 1)));
  }

  private static final Map<String, double[]> TABLES =
      Map.of(
          "SD1",
          new double[] {
            14.6146412293,
            6.4745760956,
            3.8636745985,
            2.6946151520,
            1.8841921177,
            1.3943805092,
            0.9642583904,
            0.6523686016,
            0.3977456272,
            0.1515232662,
            0.0291671582
          },
          "SDXL",
          new double[] {
            14.6146412293,
            6.3184485287,
            3.7681790315,
            2.1811480769,
            1.3405244945,
            0.8620721141,
            0.5550693289,
            0.3798540708,
            0.2332364134,
            0.1114188177,
            0.0291671582
          },
          "SVD",
          new double[] {700, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0.002});
}
