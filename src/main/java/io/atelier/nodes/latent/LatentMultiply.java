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
import io.atelier.nodes.Sockets;

/** A latent times a number. */
@AutoService(Node.class)
public final class LatentMultiply implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<Double> MULTIPLIER =
      Input.floating("multiplier").proposes(1.0).range(-10.0, 10.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentMultiply")
          .module("comfy_extras.nodes_latent")
          .category("latent/advanced")
          .inputs(SAMPLES, MULTIPLIER)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    float multiplier = inputs.get(MULTIPLIER).floatValue();
    float[] values = latent.samples().data().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= multiplier;
    }
    return NodeOutput.of(latent.withSamples(new FloatArray(latent.samples().shape(), values)));
  }
}
