package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.node.SocketType;

/** A change of latents that nodes hand on: to latents at rest, or to a sampler's steps. */
@FunctionalInterface
public interface LatentOperation {
  SocketType TYPE = new SocketType("LATENT_OPERATION");

  /**
   * The changed samples.
   *
   * @param samples [batch, channels, height, width], which stay as they are
   */
  FloatArray apply(FloatArray samples);
}
