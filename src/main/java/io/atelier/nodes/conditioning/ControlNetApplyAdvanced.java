package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.ControlNet;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;
import java.util.function.UnaryOperator;

/**
 * Both conditionings under a control net for a part of the way. The autoencoder is for control nets
 * that see latents; those for Stable Diffusion 1.5 see pictures.
 */
@AutoService(Node.class)
public final class ControlNetApplyAdvanced implements Node {
  private static final Input<Conditioning> POSITIVE = Sockets.conditioning("positive");
  private static final Input<Conditioning> NEGATIVE = Sockets.conditioning("negative");
  private static final Input<ControlNet> CONTROL_NET = Sockets.controlNet("control_net");
  private static final Input<ImageBatch> IMAGE = Sockets.image("image");
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 10.0).step(0.01);
  private static final Input<Double> START_PERCENT =
      Input.floating("start_percent").proposes(0.0).range(0.0, 1.0).step(0.001);
  private static final Input<Double> END_PERCENT =
      Input.floating("end_percent").proposes(1.0).range(0.0, 1.0).step(0.001);
  private static final Input<Vae> VAE = Sockets.vae("vae").optional();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ControlNetApplyAdvanced")
          .module("nodes")
          .category("conditioning/controlnet")
          .displayName("Apply ControlNet")
          .inputs(POSITIVE, NEGATIVE, CONTROL_NET, IMAGE, STRENGTH, START_PERCENT, END_PERCENT, VAE)
          .outputs(
              Output.named("positive", Sockets.CONDITIONING),
              Output.named("negative", Sockets.CONDITIONING))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double strength = inputs.get(STRENGTH);
    Conditioning positive = inputs.get(POSITIVE);
    Conditioning negative = inputs.get(NEGATIVE);
    if (strength == 0) {
      return NodeOutput.of(positive, negative);
    }
    FloatArray hint = HostArrays.channelsFirst(inputs.get(IMAGE));
    ControlNet net = inputs.get(CONTROL_NET);
    Conditioning.Range range =
        new Conditioning.Range(inputs.get(START_PERCENT), inputs.get(END_PERCENT));
    UnaryOperator<Conditioning.Entry> controlled =
        entry ->
            entry.withControl(
                new Conditioning.Control(net, hint, strength, range, entry.control()), false);
    return NodeOutput.of(positive.map(controlled), negative.map(controlled));
  }
}
