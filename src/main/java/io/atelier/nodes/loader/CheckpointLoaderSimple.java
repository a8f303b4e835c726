package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** Opens a checkpoint: model, text encoder and autoencoder. */
@AutoService(Node.class)
public final class CheckpointLoaderSimple implements Node {
  private static final Input<String> CKPT_NAME =
      Input.choice("ckpt_name", ModelFiles.choices("checkpoints"))
          .tooltip("The checkpoint file to open.");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CheckpointLoaderSimple")
          .module("nodes")
          .category("loaders")
          .description(
              "Opens a checkpoint file: the model that turns noise into pictures, "
                  + "and the text encoder and autoencoder that go with it.")
          .displayName("Load Checkpoint")
          .inputs(CKPT_NAME)
          .outputs(
              Output.of(Sockets.MODEL).tooltip("The model that takes noise away from latents."),
              Output.of(Sockets.CLIP).tooltip("The text encoder."),
              Output.of(Sockets.VAE).tooltip("The autoencoder between pictures and latents."))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ModelFile file = ModelFiles.read(context, "checkpoints", inputs.get(CKPT_NAME));
    Checkpoints.Checkpoint checkpoint =
        Checkpoints.open(context.service(ModelStore.class), file, ModelFiles.embeddings(context));
    return NodeOutput.of(
        checkpoint.model(), checkpoint.clip().orElse(null), checkpoint.vae().orElse(null));
  }
}
