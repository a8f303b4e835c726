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
import io.atelier.nodes.Sockets;

/** A video without its first frames. */
@AutoService(Node.class)
public final class TrimVideoLatent implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<Long> TRIM_AMOUNT =
      Input.integer("trim_amount").proposes(0).range(0, 99_999);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("TrimVideoLatent")
          .module("comfy_extras.nodes_wan")
          .category("latent/video")
          .inputs(SAMPLES, TRIM_AMOUNT)
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
    return NodeOutput.of(
        latent.withSamples(
            FloatArrays.slice(samples, 2, inputs.get(TRIM_AMOUNT), samples.size(2))));
  }
}
