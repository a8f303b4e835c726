package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.store.FactorPatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.Map;

/** Multiplies the projections of the text encoder's attention. */
@AutoService(Node.class)
public final class CLIPAttentionMultiply implements Node {
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");
  private static final Input<Double> Q =
      Input.floating("q").proposes(1.0).range(0.0, 10.0).step(0.01);
  private static final Input<Double> K =
      Input.floating("k").proposes(1.0).range(0.0, 10.0).step(0.01);
  private static final Input<Double> V =
      Input.floating("v").proposes(1.0).range(0.0, 10.0).step(0.01);
  private static final Input<Double> OUT =
      Input.floating("out").proposes(1.0).range(0.0, 10.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("CLIPAttentionMultiply")
          .module("comfy_extras.nodes_attention_multiply")
          .category("_for_testing/attention_experiments")
          .experimental()
          .inputs(CLIP, Q, K, V, OUT)
          .outputs(Sockets.CLIP)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Map<String, Double> factors =
        Map.of(
            "self_attn.q_proj",
            inputs.get(Q),
            "self_attn.k_proj",
            inputs.get(K),
            "self_attn.v_proj",
            inputs.get(V),
            "self_attn.out_proj",
            inputs.get(OUT));
    TextEncoder encoder = inputs.get(CLIP);
    return NodeOutput.of(
        encoder.withNetworks(
            encoder.networks().stream()
                .map(
                    network ->
                        network.with(
                            FactorPatch.of(network.weights(), LayerFactors.byEnding(factors))))
                .toList()));
  }
}
