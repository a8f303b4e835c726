package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.unet.TiledAttention;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Lets pixels attend to their own tile alone, which is faster. */
@AutoService(Node.class)
public final class HyperTile implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Long> TILE_SIZE =
      Input.integer("tile_size").proposes(256).range(1, 2048);
  private static final Input<Long> SWAP_SIZE = Input.integer("swap_size").proposes(2).range(1, 128);
  private static final Input<Long> MAX_DEPTH = Input.integer("max_depth").proposes(0).range(0, 10);
  private static final Input<Boolean> SCALE_DEPTH = Input.bool("scale_depth").proposes(false);
  private static final int LEAST_SIZE = 32;
  private static final int PIXELS = 8;

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("HyperTile")
          .module("comfy_extras.nodes_hypertile")
          .category("model_patches/unet")
          .inputs(MODEL, TILE_SIZE, SWAP_SIZE, MAX_DEPTH, SCALE_DEPTH)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int tile = Math.max(LEAST_SIZE, inputs.getInt(TILE_SIZE)) / PIXELS;
    return NodeOutput.of(
        inputs
            .get(MODEL)
            .with(
                new TiledAttention(
                    tile,
                    inputs.getInt(SWAP_SIZE),
                    inputs.getInt(MAX_DEPTH),
                    inputs.get(SCALE_DEPTH))));
  }
}
