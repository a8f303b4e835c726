package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;

/** A part of the way from noise to picture, what is before it and what comes after it. */
@AutoService(Node.class)
public final class ConditioningTimestepsRange implements Node {
  private static final SocketType TIMESTEPS_RANGE = new SocketType("TIMESTEPS_RANGE");
  private static final Input<Double> START_PERCENT =
      Input.floating("start_percent").proposes(0.0).range(0.0, 1.0).step(0.001);
  private static final Input<Double> END_PERCENT =
      Input.floating("end_percent").proposes(1.0).range(0.0, 1.0).step(0.001);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningTimestepsRange")
          .module("comfy_extras.nodes_hooks")
          .category("advanced/hooks")
          .displayName("Timesteps Range")
          .experimental()
          .inputs(START_PERCENT, END_PERCENT)
          .outputs(
              Output.of(TIMESTEPS_RANGE),
              Output.named("BEFORE_RANGE", TIMESTEPS_RANGE),
              Output.named("AFTER_RANGE", TIMESTEPS_RANGE))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double start = inputs.get(START_PERCENT);
    double end = inputs.get(END_PERCENT);
    return NodeOutput.of(
        new Conditioning.Range(start, end),
        new Conditioning.Range(0, start),
        new Conditioning.Range(end, 1));
  }
}
