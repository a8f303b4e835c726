package io.atelier.testingpack;

import io.atelier.node.Input;

/** The size inputs that the stub nodes share. */
final class Sizes {
  private static final long MAX_SIDE = 1L << 30;
  private static final long MAX_WIDTH = 1L << 36;
  private static final long DEFAULT_SIDE = 512;

  private Sizes() {}

  static Input<Long> height() {
    return Input.integer("height").proposes(DEFAULT_SIDE).range(1L, MAX_SIDE).step(1L);
  }

  static Input<Long> width() {
    return Input.integer("width").proposes(DEFAULT_SIDE).range(1L, MAX_WIDTH).step(1L);
  }

  static Input<Long> batch() {
    return Input.integer("batch_size").proposes(1L).range(1L, MAX_SIDE).step(1L);
  }
}
