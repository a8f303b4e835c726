package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** The tokens of one text after those of another. */
@AutoService(Node.class)
public final class ConditioningConcat implements Node {
  private static final Input<Conditioning> CONDITIONING_TO =
      Sockets.conditioning("conditioning_to");
  private static final Input<Conditioning> CONDITIONING_FROM =
      Sockets.conditioning("conditioning_from");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningConcat")
          .module("nodes")
          .category("conditioning")
          .displayName("Conditioning (Concat)")
          .inputs(CONDITIONING_TO, CONDITIONING_FROM)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    FloatArray added = inputs.get(CONDITIONING_FROM).entries().get(0).context();
    return NodeOutput.of(
        inputs
            .get(CONDITIONING_TO)
            .map(entry -> entry.withFeatures(joined(entry.context(), added), entry.pooled())));
  }

  /** The tokens of one text before those of another. */
  static FloatArray joined(FloatArray first, FloatArray second) {
    if (first.size(2) != second.size(2)) {
      throw new NodeException(
          "RuntimeError",
          "text features of %d and %d values cannot be joined"
              .formatted(first.size(2), second.size(2)));
    }
    int batch = Math.max(first.size(0), second.size(0));
    FloatArray a = first.repeatToBatch(batch);
    FloatArray b = second.repeatToBatch(batch);
    FloatArray out = FloatArray.zeros(batch, a.size(1) + b.size(1), a.size(2));
    for (int i = 0; i < batch; i++) {
      System.arraycopy(
          a.data(), i * a.itemLength(), out.data(), i * out.itemLength(), a.itemLength());
      System.arraycopy(
          b.data(),
          i * b.itemLength(),
          out.data(),
          i * out.itemLength() + a.itemLength(),
          b.itemLength());
    }
    return out;
  }
}
