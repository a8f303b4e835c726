package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of AuraFlow with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeAuraflow extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeAuraflow")
          .block("init_x_linear.")
          .block("positional_encoding")
          .block("cond_seq_linear.")
          .block("register_tokens")
          .block("t_embedder.")
          .blocks("double_layers.", 4, ".")
          .blocks("single_layers.", 32, ".")
          .block("modF.")
          .block("final_linear.");

  public ModelMergeAuraflow() {
    super(BLOCKS);
  }
}
