package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** A prompt that control nets are told instead of the model's. */
@AutoService(Node.class)
public final class CLIPTextEncodeControlnet implements Node {
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<String> TEXT =
      Input.text("text").multiline().with("dynamicPrompts", true);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("CLIPTextEncodeControlnet")
          .module("comfy_extras.nodes_cond")
          .category("_for_testing/conditioning")
          .experimental()
          .needsDevice()
          .inputs(CLIP, CONDITIONING, TEXT)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    FloatArray told = inputs.get(CLIP).encode(inputs.get(TEXT)).context();
    return NodeOutput.of(
        inputs
            .get(CONDITIONING)
            .map(entry -> entry.withExtras(entry.extras().withControlContext(told))));
  }
}
