package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Stable Diffusion 3 with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeSD3_2B extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeSD3_2B")
          .block("pos_embed.")
          .block("x_embedder.")
          .block("context_embedder.")
          .block("y_embedder.")
          .block("t_embedder.")
          .blocks("joint_blocks.", 24, ".")
          .block("final_layer.");

  public ModelMergeSD3_2B() {
    super(BLOCKS);
  }
}
