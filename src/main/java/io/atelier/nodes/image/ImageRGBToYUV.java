package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import java.util.Arrays;

/** The luma and the two chroma planes of pictures, each as a grey picture. */
@AutoService(Node.class)
public final class ImageRGBToYUV implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("ImageRGBToYUV")
        .module("comfy_extras.nodes_morphology")
        .category("image/batch")
        .inputs(IMAGE)
        .outputs(
            Output.named("Y", SocketType.IMAGE),
            Output.named("U", SocketType.IMAGE),
            Output.named("V", SocketType.IMAGE))
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    if (image.channels() != 3) {
      throw new NodeException(
          "ValueError",
          "Input size must have a shape of (*, 3, H, W). Got torch.Size([%d, %d, %d, %d])"
              .formatted(image.batch(), image.channels(), image.height(), image.width()));
    }
    ImageBatch luma = like(image);
    ImageBatch blue = like(image);
    ImageBatch red = like(image);
    float[] in = image.data();
    for (int i = 0; i < in.length; i += 3) {
      float y = 0.299f * in[i] + 0.587f * in[i + 1] + 0.114f * in[i + 2];
      Arrays.fill(luma.data(), i, i + 3, y);
      Arrays.fill(blue.data(), i, i + 3, (in[i + 2] - y) * 0.564f + 0.5f);
      Arrays.fill(red.data(), i, i + 3, (in[i] - y) * 0.713f + 0.5f);
    }
    return NodeOutput.of(luma, blue, red);
  }

  private static ImageBatch like(ImageBatch image) {
    return ImageBatch.zeros(image.batch(), image.height(), image.width(), 3);
  }
}
