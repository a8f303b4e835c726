package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.ChangeFingerprint;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A picture times a value; its fingerprint is made of both. */
@AutoService(Node.class)
public final class TestIsChangedWithConstants implements Node, ChangeFingerprint {
  private static final Input<ImageBatch> IMAGE =
      Input.socket("image", SocketType.IMAGE, ImageBatch.class);
  private static final Input<Double> VALUE = Input.floating("value").proposes(1.0).range(0.0, 10.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestIsChangedWithConstants")
        .displayName("IsChanged With Constants")
        .category("Testing/Nodes")
        .inputs(IMAGE, VALUE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public Object fingerprint(NodeInputs inputs, NodeContext context) {
    double value = inputs.get(VALUE);
    return inputs.find(IMAGE).map(image -> Pictures.mean(image) * value).orElse(value);
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Pictures.scaled(inputs.get(IMAGE), inputs.get(VALUE)));
  }
}
