package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.LcmUpscale;
import io.atelier.image.Crop;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import io.atelier.nodes.latent.LatentSizes;

/** The method of consistency models that enlarges the latent between steps. */
@AutoService(Node.class)
public final class SamplerLCMUpscale implements Node {
  private static final Input<Double> SCALE_RATIO =
      Input.floating("scale_ratio").proposes(1.0).range(0.1, 20.0).step(0.01);
  private static final Input<Long> SCALE_STEPS =
      Input.integer("scale_steps").proposes(-1).range(-1, 1000).step(1);
  private static final Input<String> UPSCALE_METHOD =
      Input.choice("upscale_method", "bislerp", "nearest-exact", "bilinear", "area", "bicubic");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("SamplerLCMUpscale")
          .module("comfy_extras.nodes_advanced_samplers")
          .category("sampling/custom_sampling/samplers")
          .inputs(SCALE_RATIO, SCALE_STEPS, UPSCALE_METHOD)
          .outputs(Sockets.SAMPLER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String method = inputs.get(UPSCALE_METHOD);
    return NodeOutput.of(
        new LcmUpscale(
            inputs.get(SCALE_RATIO),
            inputs.getInt(SCALE_STEPS),
            method,
            (latent, width, height) ->
                LatentSizes.resize(latent, width, height, method, Crop.DISABLED)));
  }
}
