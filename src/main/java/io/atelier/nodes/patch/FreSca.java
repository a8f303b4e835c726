package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.FrequencyScaling;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Scales the low and the high frequencies of guidance. */
@AutoService(Node.class)
public final class FreSca implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> SCALE_LOW =
      Input.floating("scale_low")
          .tooltip("Factor for coarse detail.")
          .proposes(1.0)
          .range(0, 10)
          .step(0.01);
  private static final Input<Double> SCALE_HIGH =
      Input.floating("scale_high")
          .tooltip("Factor for fine detail.")
          .proposes(1.25)
          .range(0, 10)
          .step(0.01);
  private static final Input<Long> FREQ_CUTOFF =
      Input.integer("freq_cutoff")
          .tooltip("How many of the lowest frequencies count as coarse.")
          .proposes(20)
          .range(1, 10000)
          .step(1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("FreSca")
          .module("comfy_extras.nodes_fresca")
          .category("_for_testing")
          .description(
              "Strengthens or weakens coarse and fine detail of the guidance apart "
                  + "from each other.")
          .displayName("FreSca")
          .experimental()
          .inputs(MODEL, SCALE_LOW, SCALE_HIGH, FREQ_CUTOFF)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        inputs
            .get(MODEL)
            .with(
                new FrequencyScaling(
                    inputs.get(SCALE_LOW), inputs.get(SCALE_HIGH), inputs.getInt(FREQ_CUTOFF))));
  }
}
