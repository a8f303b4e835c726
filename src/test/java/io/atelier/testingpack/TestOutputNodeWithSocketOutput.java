package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** An output node that others may hang on. */
@AutoService(Node.class)
public final class TestOutputNodeWithSocketOutput implements Node {
  private static final Input<ImageBatch> IMAGE =
      Input.socket("image", SocketType.IMAGE, ImageBatch.class);
  private static final Input<Double> VALUE = Input.floating("value").proposes(1.0).range(0.0, 10.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestOutputNodeWithSocketOutput")
        .displayName("Test Output Node With Socket Output")
        .category("_for_testing")
        .inputs(IMAGE, VALUE)
        .outputs(SocketType.IMAGE)
        .outputNode()
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Pictures.scaled(inputs.get(IMAGE), inputs.get(VALUE)));
  }
}
