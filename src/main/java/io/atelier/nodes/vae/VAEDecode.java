package io.atelier.nodes.vae;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
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

/** The picture of a latent. */
@AutoService(Node.class)
public final class VAEDecode implements Node {
  private static final Input<Latent> SAMPLES =
      Sockets.latent("samples").tooltip("The latents to decode.");
  private static final Input<Vae> VAE =
      Sockets.vae("vae").tooltip("The autoencoder to decode with.");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("VAEDecode")
          .module("nodes")
          .category("latent")
          .description("Turns latents back into pictures that can be seen.")
          .displayName("VAE Decode")
          .needsDevice()
          .inputs(SAMPLES, VAE)
          .outputs(Output.of(SocketType.IMAGE).tooltip("The pictures."))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    FloatArray samples = HostArrays.samples(inputs.get(SAMPLES));
    return NodeOutput.of(HostArrays.image(inputs.get(VAE).decode(samples)));
  }
}
