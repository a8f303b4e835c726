package io.atelier.diffusion.network;

import io.atelier.array.FloatArray;

/**
 * What a network is asked.
 *
 * @param x [batch, channels, height, width], with frames before the height for videos, scaled for
 *     the noise level
 * @param timesteps one per item
 * @param context text features [batch, tokens, width]
 * @param hints what only some networks are told
 */
public record NetworkInput(FloatArray x, float[] timesteps, FloatArray context, Hints hints) {
  /** Text alone. */
  public NetworkInput(FloatArray x, float[] timesteps, FloatArray context) {
    this(x, timesteps, context, Hints.NONE);
  }

  /** The same with one hint more. */
  public <T> NetworkInput with(Hint<T> hint, T value) {
    return new NetworkInput(x, timesteps, context, hints.with(hint, value));
  }
}
