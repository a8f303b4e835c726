package io.atelier.nodes.vae;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** What inpainting models are shown: the masked picture, and the latent to start from. */
@AutoService(Node.class)
public final class InpaintModelConditioning implements Node {
  private static final Input<Conditioning> POSITIVE = Sockets.conditioning("positive");
  private static final Input<Conditioning> NEGATIVE = Sockets.conditioning("negative");
  private static final Input<Vae> VAE = Sockets.vae("vae");
  private static final Input<ImageBatch> PIXELS = Sockets.image("pixels");
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");
  private static final Input<Boolean> NOISE_MASK =
      Input.bool("noise_mask")
          .tooltip(
              "Puts the mask on the latent too, so that only the masked part is "
                  + "sampled. Better with some models, worse with others.")
          .proposes(true);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("InpaintModelConditioning")
          .module("nodes")
          .category("conditioning/inpaint")
          .needsDevice()
          .inputs(POSITIVE, NEGATIVE, VAE, PIXELS, MASK, NOISE_MASK)
          .outputs(
              Output.named("positive", Sockets.CONDITIONING),
              Output.named("negative", Sockets.CONDITIONING),
              Output.named("latent", SocketType.LATENT))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    InpaintSource picture = InpaintSource.of(inputs.get(PIXELS), inputs.get(MASK), Vae.SCALE);
    Vae vae = inputs.get(VAE);
    FloatArray original = vae.encode(HostArrays.channelsFirst(inputs.get(PIXELS)));
    FloatArray blanked = vae.encode(HostArrays.channelsFirst(picture.blanked()));
    Conditioning.Inpaint shown = new Conditioning.Inpaint(blanked, picture.mask());
    Latent latent = new Latent(original, inputs.get(NOISE_MASK) ? picture.mask() : null, null);
    return NodeOutput.of(
        inputs.get(POSITIVE).map(entry -> entry.withInpaint(shown)),
        inputs.get(NEGATIVE).map(entry -> entry.withInpaint(shown)),
        latent);
  }
}
