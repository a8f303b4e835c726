package io.atelier.nodes;

import io.atelier.node.Input;

/** Inputs that multiply something. */
public final class Factors {
  private Factors() {}

  /** A factor from 0 to 10. */
  public static Input<Double> input(String name, double proposed) {
    return Input.floating(name).proposes(proposed).range(0.0, 10.0).step(0.01);
  }
}
