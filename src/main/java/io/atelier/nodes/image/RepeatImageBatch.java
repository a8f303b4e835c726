package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.memory.Allocation;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A batch repeated as a whole. */
@AutoService(Node.class)
public final class RepeatImageBatch implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> AMOUNT = Input.integer("amount").proposes(1).range(1, 4096);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("RepeatImageBatch")
        .module("comfy_extras.nodes_images")
        .category("image/batch")
        .inputs(IMAGE, AMOUNT)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int amount = Math.max(0, inputs.getInt(AMOUNT));
    Allocation.floats(amount, image.data().length);
    ImageBatch repeated =
        ImageBatch.zeros(image.batch() * amount, image.height(), image.width(), image.channels());
    int length = image.data().length;
    for (int i = 0; i < amount; i++) {
      System.arraycopy(image.data(), 0, repeated.data(), i * length, length);
    }
    return NodeOutput.of(repeated);
  }
}
