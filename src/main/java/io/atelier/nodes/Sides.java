package io.atelier.nodes;

import io.atelier.node.Input;

/** Inputs for sizes and places in pixels. */
public final class Sides {
  /** The longest side, in pixels, that nodes take. */
  public static final int MAX = 16_384;

  private Sides() {}

  /** A whole number of pixels from {@code min} to {@link #MAX}. */
  public static Input<Long> input(String name, int proposed, int min, int step) {
    return Input.integer(name).proposes(proposed).range(min, MAX).step(step);
  }
}
