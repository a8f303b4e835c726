package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.store.FactorPatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.function.ToDoubleFunction;

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
    Model model = inputs.get(MODEL);
    ToDoubleFunction<String> factors =
        AttentionFactors.of(inputs, "attn2.to_q", "attn2.to_k", "attn2.to_v", "attn2.to_out.0");
    return NodeOutput.of(model.with(FactorPatch.of(model.weights(), factors)));
  }
}
