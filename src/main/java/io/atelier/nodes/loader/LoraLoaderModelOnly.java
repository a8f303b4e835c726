package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Loras;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** Adds a LoRA to a model. */
@AutoService(Node.class)
public final class LoraLoaderModelOnly implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<String> LORA_NAME =
      Input.choice("lora_name", ModelFiles.choices("loras"));
  private static final Input<Double> STRENGTH_MODEL =
      Input.floating("strength_model").proposes(1.0).range(-100.0, 100.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LoraLoaderModelOnly")
          .module("nodes")
          .category("loaders")
          .description(
              "Applies a LoRA to a model alone. Several may be chained; each adds to "
                  + "the ones before.")
          .inputs(MODEL, LORA_NAME, STRENGTH_MODEL)
          .outputs(Output.of(Sockets.MODEL).tooltip("The changed model."))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Model model = inputs.get(MODEL);
    double strength = inputs.get(STRENGTH_MODEL);
    if (strength == 0) {
      return NodeOutput.of(model);
    }
    ModelFile lora = ModelFiles.read(context, "loras", inputs.get(LORA_NAME));
    Loras.warnOfUnmatched(lora, model, null);
    return NodeOutput.of(Loras.withLora(model, lora, strength));
  }
}
