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
import io.atelier.nodes.Factors;
import io.atelier.nodes.Sockets;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Multiplies what attention adds, in layers over pixels and in layers over time. Models of pictures
 * have only the former.
 */
@AutoService(Node.class)
public final class UNetTemporalAttentionMultiply implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> SELF_STRUCTURAL = Factors.input("self_structural", 1.0);
  private static final Input<Double> SELF_TEMPORAL = Factors.input("self_temporal", 1.0);
  private static final Input<Double> CROSS_STRUCTURAL = Factors.input("cross_structural", 1.0);
  private static final Input<Double> CROSS_TEMPORAL = Factors.input("cross_temporal", 1.0);
  private static final String OVER_TIME = ".time_stack.";

  private static final NodeDefinition DEFINITION =
      AttentionFactors.definition("UNetTemporalAttentionMultiply")
          .inputs(MODEL, SELF_STRUCTURAL, SELF_TEMPORAL, CROSS_STRUCTURAL, CROSS_TEMPORAL)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Model model = inputs.get(MODEL);
    ToDoubleFunction<String> structural =
        LayerFactors.byEnding(
            Map.of(
                "attn1.to_out.0",
                inputs.get(SELF_STRUCTURAL),
                "attn2.to_out.0",
                inputs.get(CROSS_STRUCTURAL)));
    ToDoubleFunction<String> temporal =
        LayerFactors.byEnding(
            Map.of(
                "attn1.to_out.0",
                inputs.get(SELF_TEMPORAL),
                "attn2.to_out.0",
                inputs.get(CROSS_TEMPORAL)));
    return NodeOutput.of(
        model.with(
            FactorPatch.of(
                model.weights(),
                name -> (name.contains(OVER_TIME) ? temporal : structural).applyAsDouble(name))));
  }
}
