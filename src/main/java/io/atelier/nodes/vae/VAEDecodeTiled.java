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
import io.atelier.node.SocketType;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** The picture of a latent, computed in tiles. */
@AutoService(Node.class)
public final class VAEDecodeTiled implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<Vae> VAE = Sockets.vae("vae");
  private static final Input<Long> TILE_SIZE = Tiles.size(32);
  private static final Input<Long> TEMPORAL_SIZE =
      Tiles.frames("For videos: how many frames to decode at once.");

  private static final NodeDefinition DEFINITION =
      Tiles.definition("VAEDecodeTiled")
          .displayName("VAE Decode (Tiled)")
          .inputs(SAMPLES, VAE, TILE_SIZE, Tiles.OVERLAP, TEMPORAL_SIZE, Tiles.TEMPORAL_OVERLAP)
          .outputs(SocketType.IMAGE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int tile = inputs.getInt(TILE_SIZE);
    int overlap = Math.min(inputs.getInt(Tiles.OVERLAP), tile / 4);
    FloatArray samples = HostArrays.samples(inputs.get(SAMPLES));
    int side = tile / Vae.SCALE;
    return NodeOutput.of(
        HostArrays.image(inputs.get(VAE).decodeTiled(samples, side, side, overlap / Vae.SCALE)));
  }
}
