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

/**
 * Opens a denoising network from a file of its own. Weights are float32 in memory whatever type is
 * asked for, which changes precision only upwards.
 */
@AutoService(Node.class)
public final class UNETLoader implements Node {
  private static final Input<String> UNET_NAME =
      Input.choice("unet_name", ModelFiles.choices("diffusion_models"));
  private static final Input<String> WEIGHT_DTYPE =
      Input.choice("weight_dtype", "default", "fp8_e4m3fn", "fp8_e4m3fn_fast", "fp8_e5m2");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("UNETLoader")
          .module("nodes")
          .category("advanced/loaders")
          .displayName("Load Diffusion Model")
          .inputs(UNET_NAME, WEIGHT_DTYPE)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ModelFile file = ModelFiles.read(context, "diffusion_models", inputs.get(UNET_NAME));
    return NodeOutput.of(Checkpoints.openNetwork(context.service(ModelStore.class), file));
  }
}
