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
import io.atelier.node.SocketType;

/** Pictures from their luma and chroma planes. */
@AutoService(Node.class)
public final class ImageYUVToRGB implements Node {
  private static final Input<ImageBatch> Y = Images.input("Y");
  private static final Input<ImageBatch> U = Images.input("U");
  private static final Input<ImageBatch> V = Images.input("V");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("ImageYUVToRGB")
        .module("comfy_extras.nodes_morphology")
        .category("image/batch")
        .inputs(Y, U, V)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch luma = inputs.get(Y);
    float[] y = mean(luma);
    float[] u = mean(sameSize(luma, inputs.get(U), 1));
    float[] v = mean(sameSize(luma, inputs.get(V), 2));
    ImageBatch image = ImageBatch.zeros(luma.batch(), luma.height(), luma.width(), 3);
    for (int i = 0; i < y.length; i++) {
      float blue = u[i] - 0.5f;
      float red = v[i] - 0.5f;
      image.data()[3 * i] = clamp(y[i] + 1.403f * red);
      image.data()[3 * i + 1] = clamp(y[i] - 0.714f * red - 0.344f * blue);
      image.data()[3 * i + 2] = clamp(y[i] + 1.773f * blue);
    }
    return NodeOutput.of(image);
  }

  private static ImageBatch sameSize(ImageBatch first, ImageBatch other, int index) {
    int[] wanted = {first.batch(), first.height(), first.width()};
    int[] got = {other.batch(), other.height(), other.width()};
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] != got[i]) {
        throw new NodeException(
            "RuntimeError",
            "Sizes of tensors must match except in dimension 3. Expected size %d but got size %d for tensor number %d in the list."
                .formatted(wanted[i], got[i], index));
      }
    }
    return other;
  }

  private static float[] mean(ImageBatch image) {
    int channels = image.channels();
    float[] mean = new float[image.data().length / channels];
    for (int i = 0; i < mean.length; i++) {
      float sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += image.data()[i * channels + c];
      }
      mean[i] = sum / channels;
    }
    return mean;
  }

  private static float clamp(float value) {
    return Math.min(Math.max(value, 0f), 1f);
  }
}
