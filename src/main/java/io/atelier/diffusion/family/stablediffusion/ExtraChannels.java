package io.atelier.diffusion.family.stablediffusion;

import java.util.Arrays;
import java.util.Optional;

/** What a UNet takes as further channels of its input, after those of the noisy latent. */
public enum ExtraChannels {
  NONE(0),
  /** A mask of what is to be painted, and the scaled latent of the picture without that. */
  MASKED_PICTURE(5),
  /**
   * The unscaled latent of the picture to be edited. See <a
   * href="https://arxiv.org/abs/2211.09800">InstructPix2Pix</a>.
   */
  PICTURE(4);

  private final int count;

  ExtraChannels(int count) {
    this.count = count;
  }

  /** Those of a network with so many channels beside the latent's, if that is known. */
  static Optional<ExtraChannels> ofCount(long count) {
    return Arrays.stream(values()).filter(extra -> extra.count == count).findFirst();
  }
}
