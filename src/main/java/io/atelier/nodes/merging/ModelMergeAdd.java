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

/** The sum of two models; adds a difference to a model. */
@AutoService(Node.class)
public final class ModelMergeAdd implements Node {
  private static final Input<Model> MODEL1 = Sockets.model("model1");
  private static final Input<Model> MODEL2 = Sockets.model("model2");

  private static final NodeDefinition DEFINITION =
      MergeNodes.definition("ModelMergeAdd", Sockets.MODEL).inputs(MODEL1, MODEL2).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Merges.of(inputs.get(MODEL1), inputs.get(MODEL2), name -> new Mix(1, 1)));
  }
}
