package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.SaSolver;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** The stochastic Adams predictor and corrector. */
@AutoService(Node.class)
public final class SamplerSASolver implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> ETA = SamplerNodes.share("eta", 10.0);
  private static final Input<Double> SDE_START_PERCENT =
      Input.floating("sde_start_percent").proposes(0.2).range(0.0, 1.0).step(0.001);
  private static final Input<Double> SDE_END_PERCENT =
      Input.floating("sde_end_percent").proposes(0.8).range(0.0, 1.0).step(0.001);
  private static final Input<Long> PREDICTOR_ORDER =
      Input.integer("predictor_order").proposes(3).range(1, 6);
  private static final Input<Long> CORRECTOR_ORDER =
      Input.integer("corrector_order").proposes(4).range(0, 6);
  private static final Input<Boolean> USE_PECE = Input.bool("use_pece");
  private static final Input<Boolean> SIMPLE_ORDER_2 = Input.bool("simple_order_2");

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerSASolver")
          .inputs(
              MODEL,
              ETA,
              SDE_START_PERCENT,
              SDE_END_PERCENT,
              SamplerNodes.S_NOISE,
              PREDICTOR_ORDER,
              CORRECTOR_ORDER,
              USE_PECE,
              SIMPLE_ORDER_2)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new SaSolver(
            inputs.get(ETA),
            inputs.get(SDE_START_PERCENT),
            inputs.get(SDE_END_PERCENT),
            inputs.get(SamplerNodes.S_NOISE),
            inputs.getInt(PREDICTOR_ORDER),
            inputs.getInt(CORRECTOR_ORDER),
            inputs.get(USE_PECE),
            inputs.get(SIMPLE_ORDER_2)));
  }
}
