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

/** The difference of two models, times a factor. */
@AutoService(Node.class)
public final class ModelMergeSubtract implements Node {
  private static final Input<Model> MODEL1 = Sockets.model("model1");
  private static final Input<Model> MODEL2 = Sockets.model("model2");

  private static final NodeDefinition DEFINITION =
      MergeNodes.definition("ModelMergeSubtract", Sockets.MODEL)
          .inputs(MODEL1, MODEL2, MergeNodes.MULTIPLIER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double multiplier = inputs.get(MergeNodes.MULTIPLIER);
    Mix mix = new Mix(multiplier, -multiplier);
    return NodeOutput.of(Merges.of(inputs.get(MODEL1), inputs.get(MODEL2), name -> mix));
  }
}
