package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.upscale.UpscaleModel;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** Enlarges pictures by a network. */
@AutoService(Node.class)
public final class ImageUpscaleWithModel implements Node {
  private static final Input<UpscaleModel> UPSCALE_MODEL = Sockets.upscaleModel("upscale_model");
  private static final Input<ImageBatch> IMAGE = Images.input("image");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("ImageUpscaleWithModel")
          .module("comfy_extras.nodes_upscale_model")
          .category("image/upscaling")
          .displayName("Upscale Image (using Model)")
          .needsDevice()
          .inputs(UPSCALE_MODEL, IMAGE)
          .outputs(SocketType.IMAGE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        HostArrays.image(
            inputs
                .get(UPSCALE_MODEL)
                .upscale(HostArrays.channelsFirst(inputs.get(IMAGE)), context::progress)));
  }
}
