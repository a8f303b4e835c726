package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.FloatArrays;

/** Two latents side by side, or behind one another in time. */
@AutoService(Node.class)
public final class LatentConcat implements Node {
  private static final Input<String> DIM = Input.choice("dim", "x", "-x", "y", "-y", "t", "-t");

  private static final NodeDefinition DEFINITION =
      LatentPairs.definition("LatentConcat")
          .inputs(LatentPairs.SAMPLES1, LatentPairs.SAMPLES2, DIM)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent first = inputs.get(LatentPairs.SAMPLES1);
    FloatArray samples = first.samples();
    FloatArray second =
        FloatArrays.repeatToBatch(inputs.get(LatentPairs.SAMPLES2).samples(), samples.size(0));
    String dim = inputs.get(DIM);
    int dimension = dim.endsWith("x") ? -1 : dim.endsWith("y") ? -2 : -3;
    return NodeOutput.of(
        first.withSamples(
            dim.startsWith("-")
                ? FloatArrays.concat(second, samples, dimension)
                : FloatArrays.concat(samples, second, dimension)));
  }
}
