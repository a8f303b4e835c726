package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Pictures of one value. */
@AutoService(Node.class)
public final class StubConstantImage implements Node {
  private static final Input<Double> VALUE =
      Input.floating("value").proposes(0.5).range(0.0, 1.0).step(0.01);
  private static final Input<Long> HEIGHT = Sizes.height();
  private static final Input<Long> WIDTH = Sizes.width();
  private static final Input<Long> BATCH_SIZE = Sizes.batch();

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("StubConstantImage")
        .displayName("Stub Constant Image")
        .category("Testing/Stub Nodes")
        .inputs(VALUE, HEIGHT, WIDTH, BATCH_SIZE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        Pictures.plain(
            inputs.get(VALUE),
            inputs.getInt(HEIGHT),
            inputs.getInt(WIDTH),
            inputs.getInt(BATCH_SIZE)));
  }
}
