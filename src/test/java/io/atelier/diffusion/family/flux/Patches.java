package io.atelier.diffusion.family.flux;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Latents as tokens: squares of two by two, channel by channel. */
final class Patches {
  /** The side of a square. */
  private static final int SIDE = 2;

  /** The values of a channel in a token. */
  static final int AREA = SIDE * SIDE;

  private Patches() {}

  /** How many tokens cover a length. */
  static int along(int length) {
    return (length + SIDE - 1) / SIDE;
  }

  /** Tokens [batch, tokens, channels·4] of maps [batch, channels, height, width]. */
  static Tensor tokens(Tensor maps) {
    Tensor even = evened(evened(maps, 2), 3);
    return even.unflatten(3, -1, SIDE)
        .unflatten(2, -1, SIDE)
        .permute(0, 2, 4, 1, 3, 5)
        .flatten(3, 5)
        .flatten(1, 2);
  }

  /** The start once more at the end of a side that is odd. */
  private static Tensor evened(Tensor maps, long side) {
    return maps.size(side) % SIDE == 0
        ? maps
        : torch.cat(new TensorVector(maps, maps.narrow(side, 0, 1)), side);
  }

  /** The maps of tokens. */
  static Tensor maps(Tensor tokens, int height, int width) {
    return tokens
        .unflatten(1, along(height), along(width))
        .unflatten(3, -1, SIDE, SIDE)
        .permute(0, 3, 1, 4, 2, 5)
        .flatten(4, 5)
        .flatten(2, 3)
        .narrow(2, 0, height)
        .narrow(3, 0, width);
  }
}
