package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.vision.ClipVisionNetwork;
import io.atelier.diffusion.vision.StyleModel;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Adds the style of pictures to a text. */
@AutoService(Node.class)
public final class StyleModelApply implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<StyleModel> STYLE_MODEL = Sockets.styleModel("style_model");
  private static final Input<ClipVisionNetwork.Features> CLIP_VISION_OUTPUT =
      Sockets.clipVisionOutput("clip_vision_output");
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 10.0).step(0.001);
  private static final Input<String> STRENGTH_TYPE =
      Input.choice("strength_type", "multiply", "attn_bias");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("StyleModelApply")
          .module("nodes")
          .category("conditioning/style_model")
          .displayName("Apply Style Model")
          .needsDevice()
          .inputs(CONDITIONING, STYLE_MODEL, CLIP_VISION_OUTPUT, STRENGTH, STRENGTH_TYPE)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double strength = inputs.get(STRENGTH);
    if (inputs.get(STRENGTH_TYPE).equals("attn_bias") && strength != 1) {
      throw new NodeException(
          "ValueError",
          "A strength other than 1 of type 'attn_bias' is for models of the Flux kind, which are"
              + " not known here. Choose 'multiply'.");
    }
    FloatArray style = inputs.get(STYLE_MODEL).tokens(inputs.get(CLIP_VISION_OUTPUT).last());
    FloatArray tokens = strength == 1 ? style : style.scaled(strength);
    return NodeOutput.of(
        inputs
            .get(CONDITIONING)
            .map(
                entry ->
                    entry.withFeatures(
                        ConditioningConcat.joined(entry.context(), tokens), entry.pooled())));
  }
}
