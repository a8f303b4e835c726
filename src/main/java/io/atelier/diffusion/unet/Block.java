package io.atelier.diffusion.unet;

import io.atelier.diffusion.network.NetworkInput;
import io.atelier.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** A part of the UNet that maps a feature map to another. */
@FunctionalInterface
interface Block {
  /**
   * The next feature map.
   *
   * @param x [batch, channels, height, width]
   */
  Tensor forward(Tensor x, Step step);

  /**
   * What all blocks of one evaluation share.
   *
   * @param embedding of time and size, [batch, 4·channels]
   * @param context text features [batch, tokens, width]
   * @param enlargedHeight the size that an enlarging block is to reach
   * @param enlargedWidth likewise
   * @param attentions changes of self-attention
   * @param place where in the network
   * @param grounding which things are to be where, or null
   */
  record Step(
      Tensor embedding,
      Tensor context,
      long enlargedHeight,
      long enlargedWidth,
      List<SelfAttentionPatch> attentions,
      SelfAttention.Place place,
      GroundingNetwork.@Nullable Grounding grounding) {
    /** For the contracting path of a network that is asked this. */
    static Step of(
        NetworkInput request,
        Tensor embedding,
        List<SelfAttentionPatch> attentions,
        GroundingNetwork.@Nullable Grounding grounding) {
      SelfAttention.Place place =
          new SelfAttention.Place(
              SelfAttention.Part.INPUT,
              request.x().size(2),
              request.x().size(3),
              request.timesteps()[0]);
      return new Step(
          embedding, Tensors.toNative(request.context()), 0, 0, attentions, place, grounding);
    }

    Step enlargingTo(Tensor map) {
      return new Step(embedding, context, map.size(2), map.size(3), attentions, place, grounding);
    }

    Step in(SelfAttention.Part part) {
      return new Step(
          embedding, context, enlargedHeight, enlargedWidth, attentions, place.in(part), grounding);
    }
  }
}
