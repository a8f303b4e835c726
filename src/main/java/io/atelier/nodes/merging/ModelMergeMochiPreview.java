package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Mochi with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeMochiPreview extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeMochiPreview")
          .block("pos_frequencies.")
          .block("t_embedder.")
          .block("t5_y_embedder.")
          .block("t5_yproj.")
          .blocks("blocks.", 48, ".")
          .block("final_layer.");

  public ModelMergeMochiPreview() {
    super(BLOCKS);
  }
}
