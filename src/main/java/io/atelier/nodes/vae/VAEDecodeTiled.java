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
  private static final Input<Long> TILE_SIZE =
      Input.integer("tile_size").proposes(512).range(64, 4096).step(32);
  private static final Input<Long> OVERLAP =
      Input.integer("overlap").proposes(64).range(0, 4096).step(32);
  private static final Input<Long> TEMPORAL_SIZE =
      Input.integer("temporal_size")
          .tooltip("For videos: how many frames to decode at once.")
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
      NodeDefinition.of("VAEDecodeTiled")
          .module("nodes")
          .category("_for_testing")
          .displayName("VAE Decode (Tiled)")
          .needsDevice()
          .inputs(SAMPLES, VAE, TILE_SIZE, OVERLAP, TEMPORAL_SIZE, TEMPORAL_OVERLAP)
          .outputs(SocketType.IMAGE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int tile = inputs.getInt(TILE_SIZE);
    int overlap = Math.min(inputs.getInt(OVERLAP), tile / 4);
    FloatArray samples = HostArrays.samples(inputs.get(SAMPLES));
    int side = tile / Vae.SCALE;
    return NodeOutput.of(
        HostArrays.image(inputs.get(VAE).decodeTiled(samples, side, side, overlap / Vae.SCALE)));
  }
}
