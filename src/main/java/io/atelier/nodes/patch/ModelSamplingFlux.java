package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.FlowLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Rectified flow as Flux has it, shifted the more, the larger the picture. */
@AutoService(Node.class)
public final class ModelSamplingFlux implements Node {
  private static final int LEVELS = 10_000;
  private static final double PIXELS_PER_TOKEN = 8 * 8 * 2 * 2;
  private static final double LEAST_TOKENS = 256;
  private static final double MOST_TOKENS = 4096;

  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> MAX_SHIFT = ModelSamplings.shift("max_shift", 1.15);
  private static final Input<Double> BASE_SHIFT = ModelSamplings.shift("base_shift", 0.5);
  private static final Input<Long> WIDTH =
      Input.integer("width").proposes(1024).range(16, 16384).step(8);
  private static final Input<Long> HEIGHT =
      Input.integer("height").proposes(1024).range(16, 16384).step(8);

  private static final NodeDefinition DEFINITION =
      ModelSamplings.definition("ModelSamplingFlux")
          .inputs(MODEL, MAX_SHIFT, BASE_SHIFT, WIDTH, HEIGHT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double tokens = (double) inputs.get(WIDTH) * inputs.get(HEIGHT) / PIXELS_PER_TOKEN;
    double base = inputs.get(BASE_SHIFT);
    double slope = (inputs.get(MAX_SHIFT) - base) / (MOST_TOKENS - LEAST_TOKENS);
    double shift = Math.exp(base + slope * (tokens - LEAST_TOKENS));
    return NodeOutput.of(
        inputs.get(MODEL).with(new FlowLevels(shift, 1, LEVELS), Parameterization.FLOW));
  }
}
