package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** A prompt as conditioning. */
@AutoService(Node.class)
public final class CLIPTextEncode implements Node {
  private static final Input<String> TEXT =
      Input.text("text")
          .tooltip("The text to turn into conditioning.")
          .multiline()
          .with("dynamicPrompts", true);
  private static final Input<TextEncoder> CLIP =
      Sockets.clip("clip").tooltip("The model that reads the text.");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CLIPTextEncode")
          .module("nodes")
          .category("conditioning")
          .description("Turns a text into what a model can be guided by.")
          .displayName("CLIP Text Encode (Prompt)")
          .needsDevice()
          .inputs(TEXT, CLIP)
          .outputs(Output.of(Sockets.CONDITIONING).tooltip("The text as guidance for a model."))
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
