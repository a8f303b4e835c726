package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.Conditioning;
import io.atelier.diffusion.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** A prompt as conditioning. */
@AutoService(Node.class)
public final class CLIPTextEncode implements Node {
  private static final Input<String> TEXT =
      Input.text("text").multiline().with("dynamicPrompts", true);
  private static final Input<TextEncoder> CLIP =
      Sockets.clip("clip").tooltip("The model that reads the text.");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CLIPTextEncode")
          .module("nodes")
          .category("conditioning")
          .displayName("CLIP Text Encode (Prompt)")
          .needsDevice()
          .inputs(TEXT, CLIP)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    if (inputs.has(CLIP.name()) && inputs.raw(CLIP.name()) == null) {
      throw new NodeException(
          "RuntimeError",
          "ERROR: clip input is invalid: None\n\nThe checkpoint that it comes from holds no text"
              + " encoder.");
    }
    return NodeOutput.of(Conditioning.of(inputs.get(CLIP).encode(inputs.get(TEXT))));
  }
}
