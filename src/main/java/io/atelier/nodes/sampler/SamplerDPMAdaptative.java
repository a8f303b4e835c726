package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.DpmAdaptive;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** DPM-Solver with steps of adaptive length. */
@AutoService(Node.class)
public final class SamplerDPMAdaptative implements Node {
  private static final Input<Long> ORDER = Input.integer("order").proposes(3).range(2, 3);
  private static final Input<Double> RTOL =
      Input.floating("rtol").proposes(0.05).range(0.0, 100.0).step(0.01).with("round", false);
  private static final Input<Double> ATOL =
      Input.floating("atol").proposes(0.0078).range(0.0, 100.0).step(0.01).with("round", false);
  private static final Input<Double> H_INIT =
      Input.floating("h_init").proposes(0.05).range(0.0, 100.0).step(0.01).with("round", false);
  private static final Input<Double> PCOEFF =
      Input.floating("pcoeff").proposes(0.0).range(0.0, 100.0).step(0.01).with("round", false);
  private static final Input<Double> ICOEFF =
      Input.floating("icoeff").proposes(1.0).range(0.0, 100.0).step(0.01).with("round", false);
  private static final Input<Double> DCOEFF =
      Input.floating("dcoeff").proposes(0.0).range(0.0, 100.0).step(0.01).with("round", false);
  private static final Input<Double> ACCEPT_SAFETY =
      Input.floating("accept_safety")
          .proposes(0.81)
          .range(0.0, 100.0)
          .step(0.01)
          .with("round", false);
  private static final Input<Double> ETA =
      Input.floating("eta").proposes(0.0).range(0.0, 100.0).step(0.01).with("round", false);

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerDPMAdaptative")
          .inputs(
              ORDER,
              RTOL,
              ATOL,
              H_INIT,
              PCOEFF,
              ICOEFF,
              DCOEFF,
              ACCEPT_SAFETY,
              ETA,
              SamplerNodes.S_NOISE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new DpmAdaptive(
            inputs.getInt(ORDER),
            inputs.get(RTOL),
            inputs.get(ATOL),
            inputs.get(H_INIT),
            inputs.get(PCOEFF),
            inputs.get(ICOEFF),
            inputs.get(DCOEFF),
            inputs.get(ACCEPT_SAFETY),
            inputs.get(ETA),
            inputs.get(SamplerNodes.S_NOISE)));
  }
}
