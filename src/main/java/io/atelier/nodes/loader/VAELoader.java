package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.PixelSpace;
import io.atelier.diffusion.autoencoder.TinyVae;
import io.atelier.diffusion.autoencoder.VaeFiles;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Services;
import io.atelier.nodes.Sockets;
import io.atelier.storage.ModelFolders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens an autoencoder: from a file of its own, a tiny one from two files, or none at all, so that
 * latents are pixels.
 */
@AutoService(Node.class)
public final class VAELoader implements Node {
  private static final String PIXELS = "pixel_space";
  private static final Input<String> VAE_NAME = Input.choice("vae_name", VAELoader::names);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("VAELoader")
          .module("nodes")
          .category("loaders")
          .displayName("Load VAE")
          .inputs(VAE_NAME)
          .outputs(Sockets.VAE)
          .build();

  private static List<Object> names(Services services) {
    ModelFolders folders = services.get(ModelFolders.class);
    List<Object> names = new ArrayList<>(folders.files("vae"));
    names.addAll(TinyVaeFiles.names(folders));
    names.add(PIXELS);
    return names;
  }

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String name = inputs.get(VAE_NAME);
    if (name.equals(PIXELS)) {
      return NodeOutput.of(new PixelSpace());
    }
    Optional<TinyVae.Kind> tiny = TinyVaeFiles.kind(name);
    if (tiny.isPresent()) {
      return NodeOutput.of(TinyVaeFiles.open(context, tiny.get()));
    }
    ModelFile file = ModelFiles.read(context, "vae", name);
    return NodeOutput.of(VaeFiles.open(context.service(ModelStore.class), file));
  }
}
