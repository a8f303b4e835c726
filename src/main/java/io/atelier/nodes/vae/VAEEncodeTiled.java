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
  private static final Input<Long> TILE_SIZE =
      Input.integer("tile_size").proposes(512).range(64, 4096).step(64);
  private static final Input<Long> OVERLAP =
      Input.integer("overlap").proposes(64).range(0, 4096).step(32);
  private static final Input<Long> TEMPORAL_SIZE =
      Input.integer("temporal_size")
          .tooltip("For videos: how many frames to encode at once.")
          .proposes(64)
          .range(8, 4096)
          .step(4);
  private static final Input<Long> TEMPORAL_OVERLAP =
      Input.integer("temporal_overlap")
          .tooltip("For videos: by how many frames neighbouring parts overlap.")
          .proposes(8)
          .range(4, 4096)
          .step(4);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("VAEEncodeTiled")
          .module("nodes")
          .category("_for_testing")
          .displayName("VAE Encode (Tiled)")
          .needsDevice()
          .inputs(PIXELS, VAE, TILE_SIZE, OVERLAP, TEMPORAL_SIZE, TEMPORAL_OVERLAP)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int tile = inputs.getInt(TILE_SIZE);
    int overlap = inputs.getInt(OVERLAP);
    if (overlap * 2 >= tile) {
      throw new NodeException("ValueError", "the overlap must be less than half the tile");
    }
    FloatArray pixels = HostArrays.channelsFirst(inputs.get(PIXELS));
    FloatArray latent = inputs.get(VAE).encodeTiled(pixels, tile, tile, overlap);
    return NodeOutput.of(Latent.of(latent));
  }
}
