package io.atelier.nodes.loader;

import io.atelier.diffusion.conditioning.ControlNets;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.node.Input;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import org.jspecify.annotations.Nullable;

/** What the nodes that open control nets have in common. */
final class ControlNetFiles {
  static final Input<String> CONTROL_NET_NAME =
      Input.choice("control_net_name", ModelFiles.choices("controlnet"));

  private ControlNetFiles() {}

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.of(classType)
        .module("nodes")
        .category("loaders")
        .outputs(Sockets.CONTROL_NET);
  }

  /**
   * Opens the file.
   *
   * @param base whose weights the file's differences add to; null when there is none
   */
  static NodeOutput open(NodeInputs inputs, NodeContext context, @Nullable Model base) {
    ModelFile file = ModelFiles.read(context, "controlnet", inputs.get(CONTROL_NET_NAME));
    return NodeOutput.of(
        ControlNets.open(
            context.service(ModelStore.class), file, base == null ? null : base.weights()));
  }
}
