package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.upscale.UpscaleModel;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Opens a network that enlarges pictures. */
@AutoService(Node.class)
public final class UpscaleModelLoader implements Node {
  private static final Input<String> MODEL_NAME =
      Input.choice("model_name", ModelFiles.choices("upscale_models"));

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("UpscaleModelLoader")
          .module("comfy_extras.nodes_upscale_model")
          .category("loaders")
          .displayName("Load Upscale Model")
          .inputs(MODEL_NAME)
          .outputs(Sockets.UPSCALE_MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ModelFile file = ModelFiles.read(context, "upscale_models", inputs.get(MODEL_NAME));
    return NodeOutput.of(UpscaleModel.open(context.service(ModelStore.class), file));
  }
}
