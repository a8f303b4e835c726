package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Cosmos 14B with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeCosmos14B extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeCosmos14B")
          .block("pos_embedder.")
          .block("extra_pos_embedder.")
          .block("x_embedder.")
          .block("t_embedder.")
          .block("affline_norm.")
          .blocks("blocks.block", 36, ".")
          .block("final_layer.");

  public ModelMergeCosmos14B() {
    super(BLOCKS);
  }
}
