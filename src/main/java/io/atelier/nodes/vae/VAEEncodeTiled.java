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
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** The latent of a picture, computed in tiles. */
@AutoService(Node.class)
public final class VAEEncodeTiled implements Node {
  private static final Input<ImageBatch> PIXELS = Sockets.image("pixels");
  private static final Input<Vae> VAE = Sockets.vae("vae");
  private static final Input<Long> TILE_SIZE = Tiles.size(64);
  private static final Input<Long> TEMPORAL_SIZE =
      Tiles.frames("For videos: how many frames to encode at once.");

  private static final NodeDefinition DEFINITION =
      Tiles.definition("VAEEncodeTiled")
          .displayName("VAE Encode (Tiled)")
          .inputs(PIXELS, VAE, TILE_SIZE, Tiles.OVERLAP, TEMPORAL_SIZE, Tiles.TEMPORAL_OVERLAP)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int tile = inputs.getInt(TILE_SIZE);
    int overlap = inputs.getInt(Tiles.OVERLAP);
    if (overlap * 2 >= tile) {
      throw new NodeException("ValueError", "the overlap must be less than half the tile");
    }
    FloatArray pixels = HostArrays.channelsFirst(inputs.get(PIXELS));
    FloatArray latent = inputs.get(VAE).encodeTiled(pixels, tile, tile, overlap);
    return NodeOutput.of(Latent.of(latent));
  }
}
