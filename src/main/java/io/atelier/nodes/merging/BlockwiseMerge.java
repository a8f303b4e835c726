package io.atelier.nodes.merging;

import io.atelier.diffusion.model.Merges;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mixes two models with a ratio for each block of one kind of network. */
abstract class BlockwiseMerge implements Node {
  private static final Input<Model> MODEL1 = Sockets.model("model1");
  private static final Input<Model> MODEL2 = Sockets.model("model2");

  private final Blocks blocks;
  private final NodeDefinition definition;

  BlockwiseMerge(Blocks blocks) {
    this.blocks = blocks;
    NodeDefinition.Builder builder =
        NodeDefinition.of(blocks.classType)
            .module("comfy_extras.nodes_model_merging_model_specific")
            .category("advanced/model_merging/model_specific")
            .description(blocks.description)
            .inputs(MODEL1, MODEL2);
    blocks.ratios.forEach(builder::inputs);
    this.definition = builder.outputs(Sockets.MODEL).build();
  }

  /** The blocks of a kind of network, by the beginnings of their weights' names. */
  static final class Blocks {
    private final String classType;
    private final List<Input<Double>> ratios = new ArrayList<>();
    private String description = "";

    /**
     * @param classType of the node that mixes them
     */
    Blocks(String classType) {
      this.classType = classType;
    }

    /** What people read of the node. */
    Blocks description(String text) {
      description = text;
      return this;
    }

    /** One more block. */
    Blocks block(String name) {
      ratios.add(Input.floating(name).proposes(1.0).range(0.0, 1.0).step(0.01));
      return this;
    }

    /** Blocks that are numbered from 0. */
    Blocks blocks(String before, int count, String after) {
      for (int i = 0; i < count; i++) {
        block(before + i + after);
      }
      return this;
    }
  }

  @Override
  public NodeDefinition definition() {
    return definition;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    blocks.ratios.forEach(ratio -> ratios.put(ratio.name(), inputs.get(ratio)));
    return NodeOutput.of(Merges.of(inputs.get(MODEL1), inputs.get(MODEL2), Merges.byBlock(ratios)));
  }
}
