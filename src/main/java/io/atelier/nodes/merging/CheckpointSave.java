package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.model.ModelSpec;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Saves model, text encoder and autoencoder as one checkpoint, with all that was done to their
 * weights.
 */
@AutoService(Node.class)
public final class CheckpointSave implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");
  private static final Input<Vae> VAE = Sockets.vae("vae");
  private static final Input<String> FILENAME_PREFIX =
      Input.text("filename_prefix").proposes("checkpoints/ComfyUI");

  private static final NodeDefinition DEFINITION =
      ModelSaving.definition("CheckpointSave")
          .displayName("Save Checkpoint")
          .inputs(MODEL, CLIP, VAE, FILENAME_PREFIX)
          .inputs(ModelSaving.PROMPT, ModelSaving.EXTRA_PNGINFO)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    Model model = inputs.get(MODEL);
    TextEncoder clip = inputs.get(CLIP);
    List<WeightsFile.Part> parts = new ArrayList<>();
    parts.add(new WeightsFile.Part(ModelSaving.MODEL_PREFIX, model.weights()));
    for (TextNetwork network : clip.networks()) {
      parts.add(new WeightsFile.Part(ModelSaving.clipPrefix(clip, network), network.weights()));
    }
    parts.add(new WeightsFile.Part(ModelSaving.VAE_PREFIX, ModelSaving.weights(inputs.get(VAE))));
    ModelSaving.save(
        inputs, context, inputs.get(FILENAME_PREFIX), title -> ModelSpec.of(model, title), parts);
    return NodeOutput.none();
  }
}
