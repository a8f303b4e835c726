package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampling.PerpendicularGuider;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance away from that part of the negative conditioning that the positive has not. */
@AutoService(Node.class)
public final class PerpNegGuider implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Conditioning> POSITIVE = Sockets.conditioning("positive");
  private static final Input<Conditioning> NEGATIVE = Sockets.conditioning("negative");
  private static final Input<Conditioning> EMPTY_CONDITIONING =
      Sockets.conditioning("empty_conditioning");
  private static final Input<Double> CFG =
      Input.floating("cfg").proposes(8.0).range(0.0, 100.0).step(0.1).with("round", 0.01);
  private static final Input<Double> NEG_SCALE =
      Input.floating("neg_scale").proposes(1.0).range(0.0, 100.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("PerpNegGuider")
          .module("comfy_extras.nodes_perpneg")
          .category("_for_testing")
          .experimental()
          .inputs(MODEL, POSITIVE, NEGATIVE, EMPTY_CONDITIONING, CFG, NEG_SCALE)
          .outputs(Sockets.GUIDER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new PerpendicularGuider(
            inputs.get(MODEL),
            inputs.get(POSITIVE),
            inputs.get(NEGATIVE),
            inputs.get(EMPTY_CONDITIONING),
            inputs.get(CFG),
            inputs.get(NEG_SCALE)));
  }
}
