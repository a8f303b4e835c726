package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.model.ModelSpec;
import io.atelier.diffusion.store.WeightsFile;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.io.IOException;
import java.util.List;

/** Saves a denoising network with all that was done to its weights. */
@AutoService(Node.class)
public final class ModelSave implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<String> FILENAME_PREFIX =
      Input.text("filename_prefix").proposes("diffusion_models/ComfyUI");

  private static final NodeDefinition DEFINITION =
      ModelSaving.definition("ModelSave")
          .inputs(MODEL, FILENAME_PREFIX)
          .inputs(ModelSaving.PROMPT, ModelSaving.EXTRA_PNGINFO)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    Model model = inputs.get(MODEL);
    ModelSaving.save(
        inputs,
        context,
        inputs.get(FILENAME_PREFIX),
        title -> ModelSpec.of(model, title),
        List.of(new WeightsFile.Part(ModelSaving.MODEL_PREFIX, model.weights())));
    return NodeOutput.none();
  }
}
