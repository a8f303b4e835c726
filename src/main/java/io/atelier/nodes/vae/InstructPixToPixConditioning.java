package io.atelier.nodes.vae;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** What models for edits by instruction are shown, and an empty latent of its size. */
@AutoService(Node.class)
public final class InstructPixToPixConditioning implements Node {
  private static final Input<Conditioning> POSITIVE = Sockets.conditioning("positive");
  private static final Input<Conditioning> NEGATIVE = Sockets.conditioning("negative");
  private static final Input<Vae> VAE = Sockets.vae("vae");
  private static final Input<ImageBatch> PIXELS = Sockets.image("pixels");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("InstructPixToPixConditioning")
          .module("comfy_extras.nodes_ip2p")
          .category("conditioning/instructpix2pix")
          .needsDevice()
          .inputs(POSITIVE, NEGATIVE, VAE, PIXELS)
          .outputs(
              Output.named("positive", Sockets.CONDITIONING),
              Output.named("negative", Sockets.CONDITIONING),
              Output.named("latent", SocketType.LATENT))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    FloatArray pixels = InpaintSource.cut(HostArrays.channelsFirst(inputs.get(PIXELS)), Vae.SCALE);
    FloatArray seen = inputs.get(VAE).encode(pixels);
    Conditioning.Inpaint shown = new Conditioning.Inpaint(seen, null);
    return NodeOutput.of(
        inputs.get(POSITIVE).map(entry -> entry.withInpaint(shown)),
        inputs.get(NEGATIVE).map(entry -> entry.withInpaint(shown)),
        Latent.of(FloatArray.zeros(seen.shape())));
  }
}
