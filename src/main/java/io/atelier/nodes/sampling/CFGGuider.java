package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance toward one conditioning and away from another. */
@AutoService(Node.class)
public final class CFGGuider implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Conditioning> POSITIVE = Sockets.conditioning("positive");
  private static final Input<Conditioning> NEGATIVE = Sockets.conditioning("negative");
  private static final Input<Double> CFG =
      Input.floating("cfg").proposes(8.0).range(0.0, 100.0).step(0.1).with("round", 0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CFGGuider")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/guiders")
          .inputs(MODEL, POSITIVE, NEGATIVE, CFG)
          .outputs(Sockets.GUIDER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new CfgGuider(
            inputs.get(MODEL), inputs.get(POSITIVE), inputs.get(NEGATIVE), inputs.get(CFG)));
  }
}
