package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.Arrays;

/** Masks of one value. */
@AutoService(Node.class)
public final class StubMask implements Node {
  private static final Input<Double> VALUE =
      Input.floating("value").proposes(0.5).range(0.0, 1.0).step(0.01);
  private static final Input<Long> HEIGHT = Sizes.height();
  private static final Input<Long> WIDTH = Sizes.width();
  private static final Input<Long> BATCH_SIZE = Sizes.batch();

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("StubMask")
        .displayName("Stub Mask")
        .category("Testing/Stub Nodes")
        .inputs(VALUE, HEIGHT, WIDTH, BATCH_SIZE)
        .outputs(SocketType.MASK)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch mask =
        MaskBatch.zeros(inputs.getInt(BATCH_SIZE), inputs.getInt(HEIGHT), inputs.getInt(WIDTH));
    Arrays.fill(mask.data(), inputs.get(VALUE).floatValue());
    return NodeOutput.of(mask);
  }
}
