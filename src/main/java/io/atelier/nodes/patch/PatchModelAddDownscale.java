package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.unet.DeepShrink;
import io.atelier.diffusion.unet.MapResizer;
import io.atelier.image.Crop;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import io.atelier.nodes.latent.LatentSizes;

/** Shrinks feature maps during the first steps, so that large pictures keep their composition. */
@AutoService(Node.class)
public final class PatchModelAddDownscale implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Long> BLOCK_NUMBER =
      Input.integer("block_number").proposes(3).range(1, 32).step(1);
  private static final Input<Double> DOWNSCALE_FACTOR =
      Input.floating("downscale_factor").proposes(2.0).range(0.1, 9.0).step(0.001);
  private static final Input<Double> START_PERCENT =
      Input.floating("start_percent").proposes(0.0).range(0.0, 1.0).step(0.001);
  private static final Input<Double> END_PERCENT =
      Input.floating("end_percent").proposes(0.35).range(0.0, 1.0).step(0.001);
  private static final Input<Boolean> DOWNSCALE_AFTER_SKIP =
      Input.bool("downscale_after_skip").proposes(true);
  private static final Input<String> DOWNSCALE_METHOD =
      Input.choice("downscale_method", "bicubic", "nearest-exact", "bilinear", "area", "bislerp");
  private static final Input<String> UPSCALE_METHOD =
      Input.choice("upscale_method", "bicubic", "nearest-exact", "bilinear", "area", "bislerp");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("PatchModelAddDownscale")
          .module("comfy_extras.nodes_model_downscale")
          .category("model_patches/unet")
          .displayName("PatchModelAddDownscale (Kohya Deep Shrink)")
          .inputs(
              MODEL,
              BLOCK_NUMBER,
              DOWNSCALE_FACTOR,
              START_PERCENT,
              END_PERCENT,
              DOWNSCALE_AFTER_SKIP,
              DOWNSCALE_METHOD,
              UPSCALE_METHOD)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Model model = inputs.get(MODEL);
    return NodeOutput.of(
        model.with(
            new DeepShrink(
                inputs.getInt(BLOCK_NUMBER),
                inputs.get(DOWNSCALE_FACTOR),
                model.levels().percentToSigma(inputs.get(START_PERCENT)),
                model.levels().percentToSigma(inputs.get(END_PERCENT)),
                inputs.get(DOWNSCALE_AFTER_SKIP),
                new MethodResizer(inputs.get(DOWNSCALE_METHOD)),
                new MethodResizer(inputs.get(UPSCALE_METHOD)))));
  }

  /** A resizing method of pictures for feature maps. */
  private record MethodResizer(String method) implements MapResizer {
    @Override
    public FloatArray resize(FloatArray map, int height, int width) {
      return LatentSizes.resize(map, width, height, method, Crop.DISABLED);
    }
  }
}
