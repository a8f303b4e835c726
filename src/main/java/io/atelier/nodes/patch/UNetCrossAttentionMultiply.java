package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Multiplies the projections of the UNet's attention to the text. */
@AutoService(Node.class)
public final class UNetCrossAttentionMultiply implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");

  private static final NodeDefinition DEFINITION =
      AttentionFactors.definition("UNetCrossAttentionMultiply")
          .inputs(
              MODEL,
              AttentionFactors.Q,
              AttentionFactors.K,
              AttentionFactors.V,
              AttentionFactors.OUT)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return AttentionFactors.multiplied(inputs.get(MODEL), inputs, "attn2");
  }
}
