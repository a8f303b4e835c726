package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.EulerAncestral;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** Euler's method with noise added. */
@AutoService(Node.class)
public final class SamplerEulerAncestral implements Node {

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerEulerAncestral")
          .inputs(SamplerNodes.ETA, SamplerNodes.S_NOISE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new EulerAncestral(inputs.get(SamplerNodes.ETA), inputs.get(SamplerNodes.S_NOISE)));
  }
}
