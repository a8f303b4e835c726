package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.node.Input;
import io.atelier.node.InputValidation;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Services;
import io.atelier.nodes.Sockets;
import io.atelier.storage.ModelFolders;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a checkpoint that starts from a picture instead of a text: model, the network that looks at
 * the picture, autoencoder. Models that cannot be run are refused when a prompt is submitted.
 */
@AutoService(Node.class)
public final class ImageOnlyCheckpointLoader implements Node, InputValidation {
  private static final String KIND = "checkpoints";
  private static final Input<String> CKPT_NAME =
      Input.choice("ckpt_name", ModelFiles.choices(KIND));

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ImageOnlyCheckpointLoader")
          .module("comfy_extras.nodes_video_model")
          .category("loaders/video_models")
          .displayName("Image Only Checkpoint Loader (img2vid model)")
          .inputs(CKPT_NAME)
          .outputs(Sockets.MODEL, Sockets.CLIP_VISION, Sockets.VAE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public Set<String> validatedInputs() {
    return Set.of(CKPT_NAME.name());
  }

  @Override
  public boolean replacesChecks() {
    return false;
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    return inputs
        .find(CKPT_NAME)
        .flatMap(name -> refusal(services.get(ModelFolders.class), name))
        .map(Verdict::failed)
        .orElse(Verdict.PASSED);
  }

  private static Optional<String> refusal(ModelFolders folders, String name) {
    try {
      ModelFile file = ModelFiles.read(ModelFiles.path(folders, KIND, name), name);
      return Checkpoints.refusal(file).map(why -> name + ": " + why);
    } catch (NodeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ModelFile file = ModelFiles.read(context, KIND, inputs.get(CKPT_NAME));
    Checkpoints.Checkpoint checkpoint =
        Checkpoints.open(context.service(ModelStore.class), file, ModelFiles.embeddings(context));
    return NodeOutput.of(
        checkpoint.model(), checkpoint.vision().orElse(null), checkpoint.vae().orElse(null));
  }
}
