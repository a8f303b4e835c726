package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import java.util.ArrayList;
import java.util.List;

/** Batches of a list regrouped to batches of a size. */
@AutoService(Node.class)
public final class RebatchImages implements Node {
  private static final Input<ImageBatch> IMAGES = Images.input("images");
  private static final Input<Long> BATCH_SIZE =
      Input.integer("batch_size").proposes(1).range(1, 4096);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("RebatchImages")
        .module("comfy_extras.nodes_rebatch")
        .displayName("Rebatch Images")
        .category("image/batch")
        .inputs(IMAGES, BATCH_SIZE)
        .inputIsList()
        .outputs(Output.of(SocketType.IMAGE).asList())
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int size = Math.toIntExact(inputs.list(BATCH_SIZE).get(0));
    List<ImageBatch> single = new ArrayList<>();
    for (ImageBatch images : inputs.list(IMAGES)) {
      for (int i = 0; i < images.batch(); i++) {
        single.add(Images.item(images, i));
      }
    }
    List<ImageBatch> groups = new ArrayList<>();
    for (int i = 0; i < single.size(); i += size) {
      groups.add(Images.concatenate(single.subList(i, Math.min(single.size(), i + size))));
    }
    return NodeOutput.of(groups);
  }
}
