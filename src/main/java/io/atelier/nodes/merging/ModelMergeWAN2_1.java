package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Wan 2.1 with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeWAN2_1 extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeWAN2_1")
          .block("patch_embedding.")
          .block("time_embedding.")
          .block("time_projection.")
          .block("text_embedding.")
          .block("img_emb.")
          .blocks("blocks.", 40, ".")
          .block("head.");

  public ModelMergeWAN2_1() {
    super(BLOCKS);
  }
}
