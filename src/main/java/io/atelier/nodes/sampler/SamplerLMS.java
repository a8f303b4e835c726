package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.Lms;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** The linear multistep method. */
@AutoService(Node.class)
public final class SamplerLMS implements Node {
  private static final Input<Long> ORDER = Input.integer("order").proposes(4).range(1, 100);

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerLMS").inputs(ORDER).build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(new Lms(inputs.getInt(ORDER)));
  }
}
