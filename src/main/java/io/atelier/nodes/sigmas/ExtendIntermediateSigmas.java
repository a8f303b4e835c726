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

/** Noise levels with others inserted between those in a range. */
@AutoService(Node.class)
public final class ExtendIntermediateSigmas implements Node {
  private static final Input<Sigmas> SIGMAS = Sockets.sigmas("sigmas");
  private static final Input<Long> STEPS = Input.integer("steps").proposes(2).range(1, 100);
  private static final Input<Double> START_AT_SIGMA =
      Input.floating("start_at_sigma")
          .proposes(-1.0)
          .range(-1.0, 20000.0)
          .step(0.01)
          .with("round", false);
  private static final Input<Double> END_AT_SIGMA =
      Input.floating("end_at_sigma")
          .proposes(12.0)
          .range(0.0, 20000.0)
          .step(0.01)
          .with("round", false);
  private static final Input<String> SPACING = Input.choice("spacing", "linear", "cosine", "sine");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ExtendIntermediateSigmas")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/sigmas")
          .inputs(SIGMAS, STEPS, START_AT_SIGMA, END_AT_SIGMA, SPACING)
          .outputs(Sockets.SIGMAS)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    float[] sigmas = inputs.get(SIGMAS).values();
    int parts = inputs.getInt(STEPS);
    double from = inputs.get(START_AT_SIGMA);
    double highest = from < 0 ? Double.POSITIVE_INFINITY : from;
    double lowest = inputs.get(END_AT_SIGMA);
    float[] out = new float[sigmas.length * parts];
    int count = 0;
    for (int i = 0; i < sigmas.length; i++) {
      out[count++] = sigmas[i];
      boolean within = sigmas[i] >= lowest && sigmas[i] <= highest;
      for (int k = 1; k < parts && within && i + 1 < sigmas.length; k++) {
        double part = spaced(inputs.get(SPACING), (double) k / parts);
        out[count++] = (float) (sigmas[i] + part * ((double) sigmas[i + 1] - sigmas[i]));
      }
    }
    return NodeOutput.of(new Sigmas(Arrays.copyOf(out, count)));
  }

  private static double spaced(String spacing, double x) {
    return switch (spacing) {
      case "cosine" -> Math.sin(x * Math.PI / 2);
      case "sine" -> 1 - Math.cos(x * Math.PI / 2);
      default -> x;
    };
  }
}
