package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Stable Diffusion XL with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeSDXL extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeSDXL")
          .block("time_embed.")
          .block("label_emb.")
          .blocks("input_blocks.", 9, "")
          .blocks("middle_block.", 3, "")
          .blocks("output_blocks.", 9, "")
          .block("out.");

  public ModelMergeSDXL() {
    super(BLOCKS);
  }
}
