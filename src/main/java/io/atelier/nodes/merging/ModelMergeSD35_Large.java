package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Stable Diffusion 3.5 Large with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeSD35_Large extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeSD35_Large")
          .block("pos_embed.")
          .block("x_embedder.")
          .block("context_embedder.")
          .block("y_embedder.")
          .block("t_embedder.")
          .blocks("joint_blocks.", 38, ".")
          .block("final_layer.");

  public ModelMergeSD35_Large() {
    super(BLOCKS);
  }
}
