package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.ErSde;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.List;

/** The extended reverse-time process. */
@AutoService(Node.class)
public final class SamplerER_SDE implements Node {
  private static final Input<String> SOLVER_TYPE =
      Input.socket("solver_type", SocketType.COMBO, String.class)
          .with("options", List.of("ER-SDE", "Reverse-time SDE", "ODE"));
  private static final Input<Long> MAX_STAGE = Input.integer("max_stage").proposes(3).range(1, 3);
  private static final Input<Double> ETA =
      Input.floating("eta")
          .tooltip(
              "How much fresh noise each step adds; at 0 the result depends on the "
                  + "first noise alone.")
          .proposes(1.0)
          .range(0.0, 100.0)
          .step(0.01)
          .with("round", false);

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerER_SDE")
          .inputs(SOLVER_TYPE, MAX_STAGE, ETA, SamplerNodes.S_NOISE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ErSde.Kind kind =
        switch (inputs.get(SOLVER_TYPE)) {
          case "ER-SDE" -> ErSde.Kind.ER_SDE;
          case "Reverse-time SDE" -> ErSde.Kind.REVERSE_TIME_SDE;
          case "ODE" -> ErSde.Kind.ODE;
          default ->
              throw new NodeException("ValueError", "unknown solver: " + inputs.get(SOLVER_TYPE));
        };
    boolean withNoise = kind != ErSde.Kind.ODE && inputs.get(ETA) > 0;
    return NodeOutput.of(
        new ErSde(
            kind,
            inputs.getInt(MAX_STAGE),
            inputs.get(ETA),
            withNoise ? inputs.get(SamplerNodes.S_NOISE) : 0));
  }
}
