package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.Checkpoints;
import io.atelier.diffusion.ModelStore;
import io.atelier.diffusion.weights.ModelFile;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Opens an autoencoder from a file of its own. */
@AutoService(Node.class)
public final class VAELoader implements Node {
  private static final Input<String> VAE_NAME = Input.choice("vae_name", ModelFiles.choices("vae"));

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("VAELoader")
          .module("nodes")
          .category("loaders")
          .displayName("Load VAE")
          .inputs(VAE_NAME)
          .outputs(Sockets.VAE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ModelFile file = ModelFiles.read(context, "vae", inputs.get(VAE_NAME));
    return NodeOutput.of(Checkpoints.openVae(context.service(ModelStore.class), file));
  }
}
