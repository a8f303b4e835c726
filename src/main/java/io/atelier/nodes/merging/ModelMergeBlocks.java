package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Merges;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mixes two models with a ratio for each part of the network. */
@AutoService(Node.class)
public final class ModelMergeBlocks implements Node {
  private static final Input<Model> MODEL1 = Sockets.model("model1");
  private static final Input<Model> MODEL2 = Sockets.model("model2");
  private static final Input<Double> INPUT =
      Input.floating("input").proposes(1.0).range(0.0, 1.0).step(0.01);
  private static final Input<Double> MIDDLE =
      Input.floating("middle").proposes(1.0).range(0.0, 1.0).step(0.01);
  private static final Input<Double> OUT =
      Input.floating("out").proposes(1.0).range(0.0, 1.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ModelMergeBlocks")
          .module("comfy_extras.nodes_model_merging")
          .category("advanced/model_merging")
          .inputs(MODEL1, MODEL2, INPUT, MIDDLE, OUT)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    List.of(INPUT, MIDDLE, OUT).forEach(part -> ratios.put(part.name(), inputs.get(part)));
    return NodeOutput.of(Merges.of(inputs.get(MODEL1), inputs.get(MODEL2), Merges.byBlock(ratios)));
  }
}
