package io.atelier.nodes.vae;

import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;

/** What the nodes that run an autoencoder tile by tile have in common. */
final class Tiles {
  static final Input<Long> OVERLAP = Input.integer("overlap").proposes(64).range(0, 4096).step(32);
  static final Input<Long> TEMPORAL_OVERLAP =
      Input.integer("temporal_overlap")
          .tooltip("For videos: by how many frames neighbouring parts overlap.")
          .proposes(8)
          .range(4, 4096)
          .step(4);

  private Tiles() {}

  /** The side of a tile in pixels. */
  static Input<Long> size(int step) {
    return Input.integer("tile_size").proposes(512).range(64, 4096).step(step);
  }

  /** The length of a tile of a video. */
  static Input<Long> frames(String tooltip) {
    return Input.integer("temporal_size").tooltip(tooltip).proposes(64).range(8, 4096).step(4);
  }

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.of(classType).module("nodes").category("_for_testing").needsDevice();
  }
}
