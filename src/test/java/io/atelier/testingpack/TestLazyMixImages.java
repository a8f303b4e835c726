package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.LazyInputs;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Mixes two pictures by a mask, evaluating only those that count. */
@AutoService(Node.class)
public final class TestLazyMixImages implements Node, LazyInputs {
  private static final Input<ImageBatch> IMAGE1 =
      Input.socket("image1", SocketType.IMAGE, ImageBatch.class).lazy();
  private static final Input<ImageBatch> IMAGE2 =
      Input.socket("image2", SocketType.IMAGE, ImageBatch.class).lazy();
  private static final Input<MaskBatch> MASK =
      Input.socket("mask", SocketType.MASK, MaskBatch.class);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestLazyMixImages")
        .displayName("Lazy Mix Images")
        .category("Testing/Nodes")
        .inputs(IMAGE1, IMAGE2, MASK)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public Collection<String> neededInputs(NodeInputs inputs, NodeContext context) {
    MaskBatch mask = inputs.get(MASK);
    List<String> needed = new ArrayList<>();
    if (!isAll(mask, 1) && inputs.find(IMAGE1).isEmpty()) {
      needed.add(IMAGE1.name());
    }
    if (!isAll(mask, 0) && inputs.find(IMAGE2).isEmpty()) {
      needed.add(IMAGE2.name());
    }
    return needed;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch mask = inputs.get(MASK);
    if (isAll(mask, 0)) {
      return NodeOutput.of(inputs.get(IMAGE1));
    }
    if (isAll(mask, 1)) {
      return NodeOutput.of(inputs.get(IMAGE2));
    }
    return NodeOutput.of(Pictures.mix(inputs.get(IMAGE1), inputs.get(IMAGE2), mask));
  }

  private static boolean isAll(MaskBatch mask, float wanted) {
    for (float value : mask.data()) {
      if (value != wanted) {
        return false;
      }
    }
    return true;
  }
}
