package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.VaeFiles;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.text.ClipFiles;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import io.atelier.storage.ModelFolders;
import java.util.List;

/**
 * Opens a model that lies as a folder in the layout of the diffusers library, each network in a
 * file of its own.
 */
@AutoService(Node.class)
public final class DiffusersLoader implements Node {
  private static final String KIND = "diffusers";
  private static final String INDEX = "/model_index.json";
  private static final List<String> NETWORK_FILES =
      List.of(
          "diffusion_pytorch_model.safetensors",
          "diffusion_pytorch_model.fp16.safetensors",
          "model.safetensors",
          "model.fp16.safetensors");

  private static final Input<String> MODEL_PATH =
      Input.choice(
          "model_path",
          services ->
              services.get(ModelFolders.class).files(KIND).stream()
                  .filter(name -> name.endsWith(INDEX))
                  .<Object>map(name -> name.substring(0, name.length() - INDEX.length()))
                  .toList());

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("DiffusersLoader")
          .module("nodes")
          .category("advanced/loaders/deprecated")
          .inputs(MODEL_PATH)
          .outputs(Sockets.MODEL, Sockets.CLIP, Sockets.VAE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String folder = inputs.get(MODEL_PATH);
    ModelStore store = context.service(ModelStore.class);
    return NodeOutput.of(
        Checkpoints.openNetwork(store, network(context, folder + "/unet")),
        ClipFiles.open(
            store, network(context, folder + "/text_encoder"), ModelFiles.embeddings(context)),
        VaeFiles.open(store, network(context, folder + "/vae")));
  }

  private static ModelFile network(NodeContext context, String folder) {
    ModelFolders folders = context.service(ModelFolders.class);
    for (String file : NETWORK_FILES) {
      String name = folder + "/" + file;
      if (folders.find(KIND, name).isPresent()) {
        return ModelFiles.read(context, KIND, name);
      }
    }
    throw new NodeException(
        "FileNotFoundError",
        "%s has none of the files %s".formatted(folder, String.join(", ", NETWORK_FILES)));
  }
}
