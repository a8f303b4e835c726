package io.atelier.nodes.vae;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** The latent of a picture with a part to be painted anew, which it does not show. */
@AutoService(Node.class)
public final class VAEEncodeForInpaint implements Node {
  private static final Input<ImageBatch> PIXELS = Sockets.image("pixels");
  private static final Input<Vae> VAE = Sockets.vae("vae");
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");
  private static final Input<Long> GROW_MASK_BY =
      Input.integer("grow_mask_by").proposes(6).range(0, 64).step(1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("VAEEncodeForInpaint")
          .module("nodes")
          .category("latent/inpaint")
          .displayName("VAE Encode (for Inpainting)")
          .needsDevice()
          .inputs(PIXELS, VAE, MASK, GROW_MASK_BY)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Vae vae = inputs.get(VAE);
    InpaintSource picture = InpaintSource.of(inputs.get(PIXELS), inputs.get(MASK), vae.scale());
    FloatArray latent = vae.encode(HostArrays.channelsFirst(picture.blanked()));
    FloatArray mask = picture.grownMask(inputs.getInt(GROW_MASK_BY));
    return NodeOutput.of(new Latent(latent, mask, null));
  }
}
