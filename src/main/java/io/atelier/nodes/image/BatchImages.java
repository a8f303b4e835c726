package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.Crop;
import io.atelier.image.ImageBatch;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.List;

/**
 * Two batches as one ({@code ImageBatch}); the second takes the first one's size, and one without
 * alpha becomes opaque beside one with.
 */
@AutoService(Node.class)
public final class BatchImages implements Node {
  private static final Input<ImageBatch> IMAGE_1 = Images.input("image1");
  private static final Input<ImageBatch> IMAGE_2 = Images.input("image2");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageBatch")
        .module("nodes")
        .displayName("Batch Images")
        .category("image")
        .inputs(IMAGE_1, IMAGE_2)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch first = inputs.get(IMAGE_1);
    ImageBatch second = inputs.get(IMAGE_2);
    if (first.width() != second.width() || first.height() != second.height()) {
      second =
          Resampling.resize(
              second, first.width(), first.height(), ResizeMethod.BILINEAR, Crop.CENTER);
    }
    return NodeOutput.of(Images.concatenate(List.of(first, second)));
  }
}
