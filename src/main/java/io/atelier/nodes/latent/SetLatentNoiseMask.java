package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A latent on which noise acts only where a mask allows it. */
@AutoService(Node.class)
public final class SetLatentNoiseMask implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SetLatentNoiseMask")
          .module("nodes")
          .category("latent/inpaint")
          .displayName("Set Latent Noise Mask")
          .inputs(SAMPLES, MASK)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    MaskBatch mask = inputs.get(MASK);
    int[] shape = {mask.batch(), 1, mask.height(), mask.width()};
    return NodeOutput.of(
        new Latent(latent.samples(), new FloatArray(shape, mask.data()), latent.batchIndex()));
  }
}
