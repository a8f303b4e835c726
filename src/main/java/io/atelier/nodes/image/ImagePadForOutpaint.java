package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.Arrays;

/** Pictures with a grey border to be painted, and the mask of what is new. */
@AutoService(Node.class)
public final class ImagePadForOutpaint implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> LEFT = border("left");
  private static final Input<Long> TOP = border("top");
  private static final Input<Long> RIGHT = border("right");
  private static final Input<Long> BOTTOM = border("bottom");
  private static final Input<Long> FEATHERING = Images.side("feathering", 40, 0);
  private static final float GREY = 0.5f;

  private static Input<Long> border(String name) {
    return Input.integer(name).proposes(0).range(0, Images.MAX_SIDE).step(8);
  }

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImagePadForOutpaint")
        .module("nodes")
        .displayName("Pad Image for Outpainting")
        .category("image")
        .inputs(IMAGE, LEFT, TOP, RIGHT, BOTTOM, FEATHERING)
        .outputs(SocketType.IMAGE, SocketType.MASK)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int left = inputs.getInt(LEFT);
    int top = inputs.getInt(TOP);
    int right = inputs.getInt(RIGHT);
    int bottom = inputs.getInt(BOTTOM);
    int width = left + image.width() + right;
    int height = top + image.height() + bottom;
    ImageBatch padded = ImageBatch.zeros(image.batch(), height, width, image.channels());
    Arrays.fill(padded.data(), GREY);
    Images.place(image, padded, left, top);
    MaskBatch mask = MaskBatch.zeros(1, height, width);
    Arrays.fill(mask.data(), 1f);
    int feathering = inputs.getInt(FEATHERING);
    boolean feathered =
        feathering > 0 && 2 * feathering < image.height() && 2 * feathering < image.width();
    for (int y = 0; y < image.height(); y++) {
      int fromTop = top == 0 ? image.height() : y;
      int fromBottom = bottom == 0 ? image.height() : image.height() - y;
      for (int x = 0; x < image.width(); x++) {
        int fromLeft = left == 0 ? image.width() : x;
        int fromRight = right == 0 ? image.width() : image.width() - x;
        int distance = Math.min(Math.min(fromTop, fromBottom), Math.min(fromLeft, fromRight));
        double share =
            feathered && distance < feathering ? (double) (feathering - distance) / feathering : 0;
        mask.data()[(top + y) * width + left + x] = (float) (share * share);
      }
    }
    return NodeOutput.of(padded, mask);
  }
}
