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

/** Passes a picture on; runs every time if told so. */
@AutoService(Node.class)
public final class TestCustomIsChanged implements Node, ChangeFingerprint {
  private static final Input<ImageBatch> IMAGE =
      Input.socket("image", SocketType.IMAGE, ImageBatch.class);
  private static final Input<Boolean> SHOULD_CHANGE =
      Input.socket("should_change", new SocketType("BOOL"), Boolean.class)
          .optional()
          .proposes(false);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestCustomIsChanged")
        .displayName("Custom IsChanged")
        .category("Testing/Nodes")
        .inputs(IMAGE, SHOULD_CHANGE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public Object fingerprint(NodeInputs inputs, NodeContext context) {
    return inputs.getOr(SHOULD_CHANGE, false) ? (Object) Double.NaN : (Object) false;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(IMAGE));
  }
}
