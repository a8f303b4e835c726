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
import java.util.ArrayList;
import java.util.List;

/** The mean of any number of pictures, most of them undeclared. */
@AutoService(Node.class)
public final class TestVariadicAverage implements Node {
  private static final Input<ImageBatch> INPUT1 =
      Input.socket("input1", SocketType.IMAGE, ImageBatch.class);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestVariadicAverage")
        .displayName("Variadic Average")
        .category("Testing/Nodes")
        .inputs(INPUT1)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    List<ImageBatch> images = new ArrayList<>();
    images.add(inputs.get(INPUT1));
    while (inputs.raw("input" + (images.size() + 1)) instanceof ImageBatch image) {
      images.add(image);
    }
    return NodeOutput.of(Pictures.average(images));
  }
}
