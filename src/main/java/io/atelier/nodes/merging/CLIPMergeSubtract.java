package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Merges;
import io.atelier.diffusion.store.MergePatch.Mix;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** The difference of two text encoders, times a factor. */
@AutoService(Node.class)
public final class CLIPMergeSubtract implements Node {
  private static final Input<TextEncoder> CLIP1 = Sockets.clip("clip1");
  private static final Input<TextEncoder> CLIP2 = Sockets.clip("clip2");

  private static final NodeDefinition DEFINITION =
      MergeNodes.definition("CLIPMergeSubtract", Sockets.CLIP)
          .inputs(CLIP1, CLIP2, MergeNodes.MULTIPLIER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double multiplier = inputs.get(MergeNodes.MULTIPLIER);
    Mix mix = new Mix(multiplier, -multiplier);
    return NodeOutput.of(Merges.of(inputs.get(CLIP1), inputs.get(CLIP2), mix));
  }
}
