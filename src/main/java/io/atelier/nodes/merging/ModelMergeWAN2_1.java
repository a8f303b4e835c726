package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Wan 2.1 with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeWAN2_1 extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeWAN2_1")
          .description(
              "Mixes two Wan 2.1 models block by block. The 1.3B models have 30 blocks, the 14B"
                  + " models 40; those that start from a picture also have the embedding of pictures.")
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
