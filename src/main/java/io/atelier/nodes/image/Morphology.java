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

/** Erosion, dilation and what is made of them, with a flat square kernel. */
@AutoService(Node.class)
public final class Morphology implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<String> OPERATION =
      Input.choice(
          "operation", "erode", "dilate", "open", "close", "gradient", "bottom_hat", "top_hat");
  private static final Input<Long> KERNEL_SIZE =
      Input.integer("kernel_size").proposes(3).range(3, 999).step(1);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("Morphology")
        .module("comfy_extras.nodes_morphology")
        .displayName("ImageMorphology")
        .category("image/postprocessing")
        .inputs(IMAGE, OPERATION, KERNEL_SIZE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int size = inputs.getInt(KERNEL_SIZE);
    String operation = inputs.get(OPERATION);
    return NodeOutput.of(
        switch (operation) {
          case "erode" -> erode(image, size);
          case "dilate" -> dilate(image, size);
          case "open" -> dilate(erode(image, size), size);
          case "close" -> erode(dilate(image, size), size);
          case "gradient" -> difference(dilate(image, size), erode(image, size));
          case "top_hat" -> difference(image, dilate(erode(image, size), size));
          case "bottom_hat" -> difference(erode(dilate(image, size), size), image);
          default ->
              throw new NodeException(
                  "ValueError", "Invalid operation " + operation + " for morphology.");
        });
  }

  private static ImageBatch erode(ImageBatch image, int size) {
    return extreme(image, size, -1f);
  }

  private static ImageBatch dilate(ImageBatch image, int size) {
    return extreme(image, size, 1f);
  }

  private static ImageBatch difference(ImageBatch a, ImageBatch b) {
    float[] data = new float[a.data().length];
    for (int i = 0; i < data.length; i++) {
      data[i] = a.data()[i] - b.data()[i];
    }
    return new ImageBatch(a.batch(), a.height(), a.width(), a.channels(), data);
  }

  /** The largest value in the window, or with sign −1 the smallest; outside does not count. */
  private static ImageBatch extreme(ImageBatch image, int size, float sign) {
    int step = image.channels();
    int stride = image.width() * step;
    float[] rows = new float[image.data().length];
    for (int line = 0; line < image.batch() * image.height(); line++) {
      for (int c = 0; c < step; c++) {
        alongLine(image.data(), rows, line * stride + c, step, image.width(), size, sign);
      }
    }
    float[] result = new float[rows.length];
    for (int item = 0; item < image.batch(); item++) {
      for (int i = 0; i < stride; i++) {
        int start = item * image.itemLength() + i;
        alongLine(rows, result, start, stride, image.height(), size, sign);
      }
    }
    return new ImageBatch(image.batch(), image.height(), image.width(), step, result);
  }

  private static void alongLine(
      float[] in, float[] out, int start, int step, int length, int size, float sign) {
    int before = size / 2;
    for (int i = 0; i < length; i++) {
      int last = Math.min(length - 1, i - before + size - 1);
      float best = Float.NEGATIVE_INFINITY;
      for (int j = Math.max(0, i - before); j <= last; j++) {
        best = Math.max(best, sign * in[start + j * step]);
      }
      out[start + i * step] = sign * best;
    }
  }
}
