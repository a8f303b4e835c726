package io.atelier.diffusion.unet;

import io.atelier.diffusion.network.NetworkPatch;
import org.bytedeco.pytorch.Tensor;

/** A change to what an output stage of the UNet is given. Equal filters do the same. */
public interface SkipFilter extends NetworkPatch {
  /** The two feature maps that are joined before the stage. */
  record Joint(Tensor backbone, Tensor skip) {}

  /**
   * The changed maps.
   *
   * @param modelChannels the network's base number of channels
   */
  Joint apply(Joint joint, long modelChannels);
}
