package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Takes the features of an earlier layer of the text encoder. */
@AutoService(Node.class)
public final class CLIPSetLastLayer implements Node {
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");
  private static final Input<Long> STOP_AT_CLIP_LAYER =
      Input.integer("stop_at_clip_layer").proposes(-1).range(-24, -1).step(1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CLIPSetLastLayer")
          .module("nodes")
          .category("conditioning")
          .displayName("CLIP Set Last Layer")
          .inputs(CLIP, STOP_AT_CLIP_LAYER)
          .outputs(Sockets.CLIP)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(CLIP).withLayer(inputs.getInt(STOP_AT_CLIP_LAYER)));
  }
}
