package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.image.Crop;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A picture that is transparent where a mask is set. */
@AutoService(Node.class)
public final class JoinImageWithAlpha implements Node {
  private static final Input<ImageBatch> IMAGE = Sockets.image("image");
  private static final Input<MaskBatch> ALPHA = Sockets.mask("alpha");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("JoinImageWithAlpha")
          .module("comfy_extras.nodes_compositing")
          .category("mask/compositing")
          .displayName("Join Image with Alpha")
          .inputs(IMAGE, ALPHA)
          .outputs(SocketType.IMAGE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    MaskBatch mask =
        Resampling.resize(
            inputs.get(ALPHA), image.width(), image.height(), ResizeMethod.BILINEAR, Crop.DISABLED);
    int batch = Math.min(image.batch(), mask.batch());
    ImageBatch result = ImageBatch.zeros(batch, image.height(), image.width(), 4);
    for (int i = 0; i < result.data().length / 4; i++) {
      System.arraycopy(image.data(), i * image.channels(), result.data(), i * 4, 3);
      result.data()[i * 4 + 3] = 1 - mask.data()[i];
    }
    return NodeOutput.of(result);
  }
}
