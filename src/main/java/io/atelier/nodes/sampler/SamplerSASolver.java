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
  private static final Input<Double> ETA =
      Input.floating("eta").proposes(1.0).range(0.0, 10.0).step(0.01).with("round", false);
  private static final Input<Double> SDE_START_PERCENT =
      Input.floating("sde_start_percent").proposes(0.2).range(0.0, 1.0).step(0.001);
  private static final Input<Double> SDE_END_PERCENT =
      Input.floating("sde_end_percent").proposes(0.8).range(0.0, 1.0).step(0.001);
  private static final Input<Double> S_NOISE =
      Input.floating("s_noise").proposes(1.0).range(0.0, 100.0).step(0.01).with("round", false);
  private static final Input<Long> PREDICTOR_ORDER =
      Input.integer("predictor_order").proposes(3).range(1, 6);
  private static final Input<Long> CORRECTOR_ORDER =
      Input.integer("corrector_order").proposes(4).range(0, 6);
  private static final Input<Boolean> USE_PECE = Input.bool("use_pece");
  private static final Input<Boolean> SIMPLE_ORDER_2 = Input.bool("simple_order_2");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SamplerSASolver")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/samplers")
          .inputs(
              MODEL,
              ETA,
              SDE_START_PERCENT,
              SDE_END_PERCENT,
              S_NOISE,
              PREDICTOR_ORDER,
              CORRECTOR_ORDER,
              USE_PECE,
              SIMPLE_ORDER_2)
          .outputs(Sockets.SAMPLER)
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
            inputs.get(S_NOISE),
            inputs.getInt(PREDICTOR_ORDER),
            inputs.getInt(CORRECTOR_ORDER),
            inputs.get(USE_PECE),
            inputs.get(SIMPLE_ORDER_2)));
  }
}
