package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Qwen-Image with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeQwenImage extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeQwenImage")
          .block("pos_embeds.")
          .block("img_in.")
          .block("txt_norm.")
          .block("txt_in.")
          .block("time_text_embed.")
          .blocks("transformer_blocks.", 60, ".")
          .block("proj_out.");

  public ModelMergeQwenImage() {
    super(BLOCKS);
  }
}
