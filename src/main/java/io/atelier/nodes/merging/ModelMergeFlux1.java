package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Mixes two models of the kind of Flux.1 with a ratio for each block. */
@AutoService(Node.class)
public final class ModelMergeFlux1 extends BlockwiseMerge {
  private static final Blocks BLOCKS =
      new Blocks("ModelMergeFlux1")
          .block("img_in.")
          .block("time_in.")
          .block("guidance_in")
          .block("vector_in.")
          .block("txt_in.")
          .blocks("double_blocks.", 19, ".")
          .blocks("single_blocks.", 38, ".")
          .block("final_layer.");

  public ModelMergeFlux1() {
    super(BLOCKS);
  }
}
