package io.atelier.nodes.merging;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.store.WeightsFile;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Saves an autoencoder. */
@AutoService(Node.class)
public final class VAESave implements Node {
  private static final Input<Vae> VAE = Sockets.vae("vae");
  private static final Input<String> FILENAME_PREFIX =
      Input.text("filename_prefix").proposes("vae/ComfyUI_vae");

  private static final NodeDefinition DEFINITION =
      ModelSaving.definition("VAESave")
          .inputs(VAE, FILENAME_PREFIX)
          .inputs(ModelSaving.PROMPT, ModelSaving.EXTRA_PNGINFO)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    ModelSaving.save(
        inputs,
        context,
        inputs.get(FILENAME_PREFIX),
        title -> Map.of(),
        List.of(new WeightsFile.Part("", ModelSaving.weights(inputs.get(VAE)))));
    return NodeOutput.none();
  }
}
