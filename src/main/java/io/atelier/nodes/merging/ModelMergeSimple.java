package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Merges;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.store.MergePatch.Mix;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Mixes two models evenly: the ratio of the first and the rest of the second. */
@AutoService(Node.class)
public final class ModelMergeSimple implements Node {
  private static final Input<Model> MODEL1 = Sockets.model("model1");
  private static final Input<Model> MODEL2 = Sockets.model("model2");

  private static final NodeDefinition DEFINITION =
      MergeNodes.definition("ModelMergeSimple", Sockets.MODEL)
          .inputs(MODEL1, MODEL2, MergeNodes.RATIO)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Mix mix = Mix.ofRatio(inputs.get(MergeNodes.RATIO));
    return NodeOutput.of(Merges.of(inputs.get(MODEL1), inputs.get(MODEL2), name -> mix));
  }
}
