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
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** Two pictures combined by their transparency. */
@AutoService(Node.class)
public final class PorterDuffImageComposite implements Node {
  private static final Input<ImageBatch> SOURCE = Sockets.image("source");
  private static final Input<MaskBatch> SOURCE_ALPHA = Sockets.mask("source_alpha");
  private static final Input<ImageBatch> DESTINATION = Sockets.image("destination");
  private static final Input<MaskBatch> DESTINATION_ALPHA = Sockets.mask("destination_alpha");
  private static final Input<String> MODE =
      Input.choice("mode", PorterDuff.names()).proposes("DST");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("PorterDuffImageComposite")
          .module("comfy_extras.nodes_compositing")
          .category("mask/compositing")
          .displayName("Porter-Duff Image Composite")
          .inputs(SOURCE, SOURCE_ALPHA, DESTINATION, DESTINATION_ALPHA, MODE)
          .outputs(SocketType.IMAGE, SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch destination = inputs.get(DESTINATION);
    ImageBatch source = inputs.get(SOURCE);
    int channels = destination.channels();
    if (source.channels() != channels) {
      throw new NodeException(
          "AssertionError", source + " and " + destination + " have other channels");
    }
    int width = destination.width();
    int height = destination.height();
    if (source.width() != width || source.height() != height) {
      source = Resampling.resize(source, width, height, ResizeMethod.BICUBIC, Crop.CENTER);
    }
    MaskBatch sourceMask = sized(inputs.get(SOURCE_ALPHA), width, height);
    MaskBatch destinationMask = sized(inputs.get(DESTINATION_ALPHA), width, height);
    int batch =
        Math.min(
            Math.min(source.batch(), destination.batch()),
            Math.min(sourceMask.batch(), destinationMask.batch()));
    PorterDuff mode = PorterDuff.valueOf(inputs.get(MODE));
    ImageBatch image = ImageBatch.zeros(batch, height, width, channels);
    MaskBatch mask = MaskBatch.zeros(batch, height, width);
    for (int i = 0; i < mask.data().length; i++) {
      float as = 1 - sourceMask.data()[i];
      float ad = 1 - destinationMask.data()[i];
      float alpha = mode.alpha(as, ad);
      mask.data()[i] = 1 - alpha;
      for (int c = i * channels; alpha > 1e-5f && c < (i + 1) * channels; c++) {
        float colour = mode.colour(source.data()[c] * as, as, destination.data()[c] * ad, ad);
        image.data()[c] = Math.max(0, Math.min(1, colour / alpha));
      }
    }
    return NodeOutput.of(image, mask);
  }

  private static MaskBatch sized(MaskBatch mask, int width, int height) {
    return mask.width() == width && mask.height() == height
        ? mask
        : Resampling.resize(mask, width, height, ResizeMethod.BICUBIC, Crop.CENTER);
  }
}
