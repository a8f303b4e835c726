package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.guidance.GuidanceStep;
import io.atelier.diffusion.guidance.PreGuidanceRule;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance along the changed difference between the predictions. */
@AutoService(Node.class)
public final class LatentApplyOperationCFG implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<LatentOperation> OPERATION =
      Input.socket("operation", LatentOperation.TYPE, LatentOperation.class);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentApplyOperationCFG")
          .module("comfy_extras.nodes_latent")
          .category("latent/advanced/operations")
          .inputs(MODEL, OPERATION)
          .outputs(Sockets.MODEL)
          .experimental()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).with(new OnDifference(inputs.get(OPERATION))));
  }

  /** The positive prediction moved by an operation on how it differs from the negative, if any. */
  private record OnDifference(LatentOperation operation) implements PreGuidanceRule {
    @Override
    public GuidanceStep adjust(GuidanceStep step) {
      FloatArray negative = step.negative();
      if (negative == null) {
        return step.withDenoised(changed(step.positive()), null);
      }
      FloatArray difference = changed(step.positive().minus(negative));
      return step.withDenoised(negative.plus(difference), negative);
    }

    private FloatArray changed(FloatArray latent) {
      return operation.apply(latent);
    }
  }
}
