package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Stable Diffusion 2 with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeSD2 extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeSD2")
          .block("time_embed.")
          .block("label_emb.")
          .blocks("input_blocks.", 12, ".")
          .blocks("middle_block.", 3, ".")
          .blocks("output_blocks.", 12, ".")
          .block("out.");

  public ModelMergeSD2() {
    super(BLOCKS);
  }
}
