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
import io.atelier.nodes.Sockets;

/** Opens a checkpoint of which a configuration file tells what its weights do not. */
@AutoService(Node.class)
public final class CheckpointLoader implements Node {
  private static final Input<String> CONFIG_NAME =
      Input.choice("config_name", ModelFiles.choices("configs"));
  private static final Input<String> CKPT_NAME =
      Input.choice("ckpt_name", ModelFiles.choices("checkpoints"));

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CheckpointLoader")
          .module("nodes")
          .category("advanced/loaders")
          .displayName("Load Checkpoint With Config (DEPRECATED)")
          .inputs(CONFIG_NAME, CKPT_NAME)
          .outputs(Sockets.MODEL, Sockets.CLIP, Sockets.VAE)
          .deprecated()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    CheckpointConfig config =
        CheckpointConfig.read(ModelFiles.path(context, "configs", inputs.get(CONFIG_NAME)));
    ModelFile file = ModelFiles.read(context, "checkpoints", inputs.get(CKPT_NAME));
    Checkpoints.Checkpoint checkpoint =
        config.applyTo(
            Checkpoints.open(
                context.service(ModelStore.class), file, ModelFiles.embeddings(context)));
    return NodeOutput.of(
        checkpoint.model(), checkpoint.clip().orElse(null), checkpoint.vae().orElse(null));
  }
}
