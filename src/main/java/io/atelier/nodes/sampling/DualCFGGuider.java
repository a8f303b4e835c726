package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampling.DualCfgGuider;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance by two conditionings and a negative one. */
@AutoService(Node.class)
public final class DualCFGGuider implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Conditioning> COND1 = Sockets.conditioning("cond1");
  private static final Input<Conditioning> COND2 = Sockets.conditioning("cond2");
  private static final Input<Conditioning> NEGATIVE = Sockets.conditioning("negative");
  private static final Input<Double> CFG_CONDS =
      Input.floating("cfg_conds").proposes(8.0).range(0.0, 100.0).step(0.1).with("round", 0.01);
  private static final Input<Double> CFG_COND2_NEGATIVE =
      Input.floating("cfg_cond2_negative")
          .proposes(8.0)
          .range(0.0, 100.0)
          .step(0.1)
          .with("round", 0.01);
  private static final Input<String> STYLE = Input.choice("style", "regular", "nested");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("DualCFGGuider")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/guiders")
          .inputs(MODEL, COND1, COND2, NEGATIVE, CFG_CONDS, CFG_COND2_NEGATIVE, STYLE)
          .outputs(Sockets.GUIDER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new DualCfgGuider(
            inputs.get(MODEL),
            inputs.get(COND1),
            inputs.get(COND2),
            inputs.get(NEGATIVE),
            inputs.get(CFG_CONDS),
            inputs.get(CFG_COND2_NEGATIVE),
            inputs.get(STYLE).equals("nested")));
  }
}
