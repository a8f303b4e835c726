package io.atelier.diffusion.unet;

import io.atelier.diffusion.network.NetworkPatch;
import org.bytedeco.pytorch.Tensor;

/** A change to the self-attention of the UNet. */
@FunctionalInterface
public interface SelfAttentionPatch extends NetworkPatch {
  /**
   * The attended features.
   *
   * @param attention what is changed, other patches included
   */
  Tensor attend(SelfAttention.Call call, SelfAttention attention);
}
