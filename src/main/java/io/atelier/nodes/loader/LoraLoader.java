package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Loras;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** Adds a LoRA to a model and its text encoder. */
@AutoService(Node.class)
public final class LoraLoader implements Node {
  private static final Input<Model> MODEL = Sockets.model("model").tooltip("The model to change.");
  private static final Input<TextEncoder> CLIP =
      Sockets.clip("clip").tooltip("The text encoder to change.");
  private static final Input<String> LORA_NAME =
      Input.choice("lora_name", ModelFiles.choices("loras")).tooltip("The LoRA file.");
  private static final Input<Double> STRENGTH_MODEL =
      Input.floating("strength_model")
          .tooltip("How strongly to change the model; may be negative.")
          .proposes(1.0)
          .range(-100.0, 100.0)
          .step(0.01);
  private static final Input<Double> STRENGTH_CLIP =
      Input.floating("strength_clip")
          .tooltip("How strongly to change the text encoder; may be negative.")
          .proposes(1.0)
          .range(-100.0, 100.0)
          .step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LoraLoader")
          .module("nodes")
          .category("loaders")
          .description(
              "Applies a LoRA to a model and its text encoder. Several may be "
                  + "chained; each adds to the ones before.")
          .displayName("Load LoRA")
          .inputs(MODEL, CLIP, LORA_NAME, STRENGTH_MODEL, STRENGTH_CLIP)
          .outputs(
              Output.of(Sockets.MODEL).tooltip("The changed model."),
              Output.of(Sockets.CLIP).tooltip("The changed text encoder."))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Model model = inputs.get(MODEL);
    TextEncoder clip = inputs.get(CLIP);
    double modelStrength = inputs.get(STRENGTH_MODEL);
    double clipStrength = inputs.get(STRENGTH_CLIP);
    if (modelStrength == 0 && clipStrength == 0) {
      return NodeOutput.of(model, clip);
    }
    ModelFile lora = ModelFiles.read(context, "loras", inputs.get(LORA_NAME));
    Loras.warnOfUnmatched(lora, model, clip);
    return NodeOutput.of(
        Loras.withLora(model, lora, modelStrength), Loras.withLora(clip, lora, clipStrength));
  }
}
