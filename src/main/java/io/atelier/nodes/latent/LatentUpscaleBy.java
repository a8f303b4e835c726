package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Crop;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A latent made larger or smaller by a factor. */
@AutoService(Node.class)
public final class LatentUpscaleBy implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<Double> SCALE_BY =
      Input.floating("scale_by").proposes(1.5).range(0.01, 8.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentUpscaleBy")
          .module("nodes")
          .category("latent")
          .displayName("Upscale Latent By")
          .inputs(SAMPLES, LatentSizes.UPSCALE_METHOD, SCALE_BY)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    FloatArray samples = latent.samples();
    double factor = inputs.get(SCALE_BY);
    int width = (int) Math.rint(samples.size(-1) * factor);
    int height = (int) Math.rint(samples.size(-2) * factor);
    return NodeOutput.of(
        latent.withSamples(
            LatentSizes.resize(
                samples, width, height, inputs.get(LatentSizes.UPSCALE_METHOD), Crop.DISABLED)));
  }
}
