package io.atelier.nodes.vae;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** The latent of a picture. */
@AutoService(Node.class)
public final class VAEEncode implements Node {
  private static final Input<ImageBatch> PIXELS = Sockets.image("pixels");
  private static final Input<Vae> VAE = Sockets.vae("vae");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("VAEEncode")
          .module("nodes")
          .category("latent")
          .displayName("VAE Encode")
          .needsDevice()
          .inputs(PIXELS, VAE)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    FloatArray latent = inputs.get(VAE).encode(HostArrays.channelsFirst(inputs.get(PIXELS)));
    return NodeOutput.of(Latent.of(latent));
  }
}
