package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import org.jspecify.annotations.Nullable;

/**
 * A mean of two texts: features weighed, the second cut or filled with zeros to the length of the
 * first.
 */
@AutoService(Node.class)
public final class ConditioningAverage implements Node {
  private static final Input<Conditioning> CONDITIONING_TO =
      Sockets.conditioning("conditioning_to");
  private static final Input<Conditioning> CONDITIONING_FROM =
      Sockets.conditioning("conditioning_from");
  private static final Input<Double> CONDITIONING_TO_STRENGTH =
      Input.floating("conditioning_to_strength").proposes(1.0).range(0.0, 1.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningAverage")
          .module("nodes")
          .category("conditioning")
          .inputs(CONDITIONING_TO, CONDITIONING_FROM, CONDITIONING_TO_STRENGTH)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Conditioning.Entry from = inputs.get(CONDITIONING_FROM).entries().get(0);
    double strength = inputs.get(CONDITIONING_TO_STRENGTH);
    return NodeOutput.of(
        inputs
            .get(CONDITIONING_TO)
            .map(
                to ->
                    to.withFeatures(
                        FloatArray.combine(
                            strength,
                            to.context(),
                            1 - strength,
                            fitted(from.context(), to.context())),
                        pooled(to.pooled(), from.pooled(), strength))));
  }

  private static FloatArray fitted(FloatArray context, FloatArray like) {
    FloatArray out = FloatArray.zeros(like.size(0), like.size(1), context.size(2));
    int length = Math.min(context.itemLength(), out.itemLength());
    for (int i = 0; i < out.size(0); i++) {
      System.arraycopy(
          context.data(),
          i % context.size(0) * context.itemLength(),
          out.data(),
          i * out.itemLength(),
          length);
    }
    return out;
  }

  private static @Nullable FloatArray pooled(
      @Nullable FloatArray to, @Nullable FloatArray from, double strength) {
    if (to == null || from == null) {
      return to == null ? from : to;
    }
    return FloatArray.combine(strength, to, 1 - strength, from);
  }
}
