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
import java.util.Map;

/** Multiplies the projections of the UNet's attention to the text. */
@AutoService(Node.class)
public final class UNetCrossAttentionMultiply implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> Q =
      Input.floating("q").proposes(1.0).range(0.0, 10.0).step(0.01);
  private static final Input<Double> K =
      Input.floating("k").proposes(1.0).range(0.0, 10.0).step(0.01);
  private static final Input<Double> V =
      Input.floating("v").proposes(1.0).range(0.0, 10.0).step(0.01);
  private static final Input<Double> OUT =
      Input.floating("out").proposes(1.0).range(0.0, 10.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("UNetCrossAttentionMultiply")
          .module("comfy_extras.nodes_attention_multiply")
          .category("_for_testing/attention_experiments")
          .experimental()
          .inputs(MODEL, Q, K, V, OUT)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Model model = inputs.get(MODEL);
    Map<String, Double> factors =
        Map.of(
            "attn2.to_q",
            inputs.get(Q),
            "attn2.to_k",
            inputs.get(K),
            "attn2.to_v",
            inputs.get(V),
            "attn2.to_out.0",
            inputs.get(OUT));
    return NodeOutput.of(
        model.with(FactorPatch.of(model.weights(), LayerFactors.byEnding(factors))));
  }
}
