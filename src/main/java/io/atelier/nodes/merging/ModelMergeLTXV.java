package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of LTX-Video with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeLTXV extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeLTXV")
          .block("patchify_proj.")
          .block("adaln_single.")
          .block("caption_projection.")
          .blocks("transformer_blocks.", 28, ".")
          .block("scale_shift_table")
          .block("proj_out.");

  public ModelMergeLTXV() {
    super(BLOCKS);
  }
}
