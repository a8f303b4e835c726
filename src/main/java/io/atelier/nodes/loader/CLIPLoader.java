package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.text.ClipFiles;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** Opens a text encoder from a file of its own. */
@AutoService(Node.class)
public final class CLIPLoader implements Node {
  private static final Input<String> CLIP_NAME = TextEncoderFiles.name("clip_name");
  private static final Input<String> TYPE =
      Input.choice(
          "type",
          "stable_diffusion",
          "stable_cascade",
          "sd3",
          "stable_audio",
          "mochi",
          "ltxv",
          "pixart",
          "cosmos",
          "lumina2",
          "wan",
          "hidream",
          "chroma",
          "ace",
          "omnigen2",
          "qwen_image",
          "hunyuan_image");

  private static final NodeDefinition DEFINITION =
      TextEncoderFiles.definition("CLIPLoader")
          .description(
              "Opens a text encoder from a file of its own. The type says which "
                  + "family of models it is to serve.")
          .displayName("Load CLIP")
          .inputs(CLIP_NAME, TYPE, TextEncoderFiles.DEVICE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    TextEncoderFiles.requireType(inputs.get(TYPE), "stable_diffusion");
    ModelFile file = TextEncoderFiles.read(context, inputs.get(CLIP_NAME));
    return NodeOutput.of(
        ClipFiles.open(context.service(ModelStore.class), file, ModelFiles.embeddings(context)));
  }
}
