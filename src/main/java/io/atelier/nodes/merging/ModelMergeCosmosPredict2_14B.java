package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Cosmos Predict2 14B with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeCosmosPredict2_14B extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeCosmosPredict2_14B")
          .block("pos_embedder.")
          .block("x_embedder.")
          .block("t_embedder.")
          .block("t_embedding_norm.")
          .blocks("blocks.", 36, ".")
          .block("final_layer.");

  public ModelMergeCosmosPredict2_14B() {
    super(BLOCKS);
  }
}
