package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/**
 * Asks for a type to compute in. All is computed in float32 here, which holds the others' values,
 * so that the model stays as it is.
 */
@AutoService(Node.class)
public final class ModelComputeDtype implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<String> DTYPE =
      Input.choice("dtype", "default", "fp32", "fp16", "bf16");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ModelComputeDtype")
          .module("comfy_extras.nodes_model_advanced")
          .category("advanced/debug/model")
          .inputs(MODEL, DTYPE)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL));
  }
}
