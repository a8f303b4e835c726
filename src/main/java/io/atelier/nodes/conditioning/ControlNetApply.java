package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.ControlNet;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** Conditioning under a control net, which acts without the text too. */
@AutoService(Node.class)
public final class ControlNetApply implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<ControlNet> CONTROL_NET = Sockets.controlNet("control_net");
  private static final Input<ImageBatch> IMAGE = Sockets.image("image");
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 10.0).step(0.01);

  private static final Conditioning.Range ALWAYS = new Conditioning.Range(0, 1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ControlNetApply")
          .module("nodes")
          .category("conditioning/controlnet")
          .displayName("Apply ControlNet (OLD)")
          .deprecated()
          .inputs(CONDITIONING, CONTROL_NET, IMAGE, STRENGTH)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double strength = inputs.get(STRENGTH);
    Conditioning conditioning = inputs.get(CONDITIONING);
    if (strength == 0) {
      return NodeOutput.of(conditioning);
    }
    FloatArray hint = HostArrays.channelsFirst(inputs.get(IMAGE));
    ControlNet net = inputs.get(CONTROL_NET);
    return NodeOutput.of(
        conditioning.map(
            entry ->
                entry.withControl(
                    new Conditioning.Control(net, hint, strength, ALWAYS, entry.control()), true)));
  }
}
