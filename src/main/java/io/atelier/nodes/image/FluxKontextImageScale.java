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

/**
 * Pictures in the size, of those that FLUX.1 Kontext was trained on, whose proportions are nearest
 * to theirs.
 */
@AutoService(Node.class)
public final class FluxKontextImageScale implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");

  /** Width and height as Black Forest Labs lists them, in pixels. */
  private static final int[][] SIZES = {
    {672, 1568}, {688, 1504}, {720, 1456}, {752, 1392}, {800, 1328}, {832, 1248},
    {880, 1184}, {944, 1104}, {1024, 1024}, {1104, 944}, {1184, 880}, {1248, 832},
    {1328, 800}, {1392, 752}, {1456, 720}, {1504, 688}, {1568, 672}
  };

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("FluxKontextImageScale")
        .module("comfy_extras.nodes_flux")
        .category("advanced/conditioning/flux")
        .description(
            "Resizes a picture to the size that Flux Kontext was trained on whose "
                + "shape is nearest.")
        .inputs(IMAGE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    double aspect = (double) image.width() / image.height();
    int[] nearest = SIZES[0];
    for (int[] size : SIZES) {
      if (distance(size, aspect) < distance(nearest, aspect)) {
        nearest = size;
      }
    }
    return NodeOutput.of(
        Resampling.resize(image, nearest[0], nearest[1], ResizeMethod.LANCZOS, Crop.CENTER));
  }

  private static double distance(int[] size, double aspect) {
    return Math.abs(aspect - (double) size[0] / size[1]);
  }
}
