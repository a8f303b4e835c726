package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.store.WeightsFile;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.text.TextNetwork;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Saves the networks of a text encoder, each as a file that is named after it. */
@AutoService(Node.class)
public final class CLIPSave implements Node {
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");
  private static final Input<String> FILENAME_PREFIX =
      Input.text("filename_prefix").proposes("clip/ComfyUI");

  private static final NodeDefinition DEFINITION =
      ModelSaving.definition("CLIPSave")
          .inputs(CLIP, FILENAME_PREFIX)
          .inputs(ModelSaving.PROMPT, ModelSaving.EXTRA_PNGINFO)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    for (TextNetwork network : inputs.get(CLIP).networks()) {
      ModelSaving.save(
          inputs,
          context,
          inputs.get(FILENAME_PREFIX) + "_clip_" + network.name(),
          title -> Map.of(),
          List.of(new WeightsFile.Part("", network.weights())));
    }
    return NodeOutput.none();
  }
}
