package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.Optional;

/** One more picture to which models that edit refer. */
@AutoService(Node.class)
public final class ReferenceLatent implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<Latent> LATENT = Sockets.latent("latent").optional();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("ReferenceLatent")
          .module("comfy_extras.nodes_edit_model")
          .category("advanced/conditioning/edit_models")
          .description(
              "Gives a model for editing the latent to work from. Several may be "
                  + "chained where the model takes several.")
          .inputs(CONDITIONING, LATENT)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Conditioning conditioning = inputs.get(CONDITIONING);
    Optional<Latent> latent = inputs.find(LATENT);
    if (latent.isEmpty()) {
      return NodeOutput.of(conditioning);
    }
    FloatArray reference = latent.get().samples();
    return NodeOutput.of(
        conditioning.map(entry -> entry.withFlux(flux -> flux.withReference(reference))));
  }
}
