package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.store.FactorPatch;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.function.ToDoubleFunction;

/** Multiplies the projections of the text encoder's attention. */
@AutoService(Node.class)
public final class CLIPAttentionMultiply implements Node {
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");

  private static final NodeDefinition DEFINITION =
      AttentionFactors.definition("CLIPAttentionMultiply")
          .inputs(
              CLIP,
              AttentionFactors.Q,
              AttentionFactors.K,
              AttentionFactors.V,
              AttentionFactors.OUT)
          .outputs(Sockets.CLIP)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ToDoubleFunction<String> factors =
        AttentionFactors.of(
            inputs,
            "self_attn.q_proj",
            "self_attn.k_proj",
            "self_attn.v_proj",
            "self_attn.out_proj");
    TextEncoder encoder = inputs.get(CLIP);
    return NodeOutput.of(
        encoder.withNetworks(
            encoder.networks().stream()
                .map(network -> network.with(FactorPatch.of(network.weights(), factors)))
                .toList()));
  }
}
