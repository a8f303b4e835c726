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
import io.atelier.node.SocketType;
import io.atelier.nodes.FloatArrays;
import io.atelier.nodes.Sides;
import io.atelier.nodes.Sockets;

/** A piece of a latent along one dimension. */
@AutoService(Node.class)
public final class LatentCut implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<String> DIM = Input.choice("dim", "x", "y", "t");
  private static final Input<Long> INDEX =
      Input.integer("index").proposes(0).range(-Sides.MAX, Sides.MAX).step(1);
  private static final Input<Long> AMOUNT = Sides.input("amount", 1, 1, 1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentCut")
          .module("comfy_extras.nodes_latent")
          .category("latent/advanced")
          .inputs(SAMPLES, DIM, INDEX, AMOUNT)
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
    String dim = inputs.get(DIM);
    int dimension = dim.equals("x") ? -1 : dim.equals("y") ? -2 : -3;
    int size = samples.size(dimension);
    long index = inputs.get(INDEX);
    long start = index < 0 ? Math.max(0, size + index) : Math.min(index, size - 1);
    return NodeOutput.of(
        latent.withSamples(
            FloatArrays.slice(samples, dimension, start, start + inputs.get(AMOUNT))));
  }
}
