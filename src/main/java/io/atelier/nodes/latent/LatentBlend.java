package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Crop;
import io.atelier.image.Latent;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.Arrays;

/** A weighted mean of two latents. */
@AutoService(Node.class)
public final class LatentBlend implements Node {
  private static final Input<Double> BLEND_FACTOR =
      Input.floating("blend_factor").proposes(0.5).range(0, 1).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentBlend")
          .module("nodes")
          .category("_for_testing")
          .displayName("Latent Blend")
          .inputs(LatentPairs.SAMPLES1, LatentPairs.SAMPLES2, BLEND_FACTOR)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent first = inputs.get(LatentPairs.SAMPLES1);
    FloatArray samples = first.samples();
    FloatArray second = inputs.get(LatentPairs.SAMPLES2).samples();
    if (!Arrays.equals(samples.shape(), second.shape())) {
      second =
          Resampling.resize(
              second, samples.size(-1), samples.size(-2), ResizeMethod.BICUBIC, Crop.CENTER);
    }
    double factor = inputs.get(BLEND_FACTOR);
    float weight = (float) factor;
    float rest = (float) (1 - factor);
    return NodeOutput.of(
        first.withSamples(Arithmetic.combine(samples, second, (a, b) -> a * weight + b * rest)));
  }
}
