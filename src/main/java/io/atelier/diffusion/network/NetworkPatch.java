package io.atelier.diffusion.network;

/**
 * A change within a network that a node asks for. Each kind is for the networks that know it. Equal
 * patches do the same.
 */
public interface NetworkPatch {
  /** Whether it counts at a noise level. */
  default boolean countsAt(double sigma) {
    return true;
  }
}
