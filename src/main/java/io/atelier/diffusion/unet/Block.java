package io.atelier.diffusion.unet;

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
   * @param grounding which things are to be where, or null
   */
  record Step(
      Tensor embedding,
      Tensor context,
      long enlargedHeight,
      long enlargedWidth,
      GroundingNetwork.@Nullable Grounding grounding) {
    Step enlargingTo(Tensor map) {
      return new Step(embedding, context, map.size(2), map.size(3), grounding);
    }
  }
}
