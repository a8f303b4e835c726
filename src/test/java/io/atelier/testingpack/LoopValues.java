package io.atelier.testingpack;

import io.atelier.node.Input;
import io.atelier.node.Output;
import io.atelier.node.SocketType;

/** The values that loops carry along: {@code initial_value0} to {@code initial_value4}. */
final class LoopValues {
  static final int COUNT = 5;
  static final SocketType FLOW_CONTROL = new SocketType("FLOW_CONTROL");

  private LoopValues() {}

  static String name(int index) {
    return "initial_value" + index;
  }

  static Input<Object> input(int index) {
    return Input.any(name(index)).optional();
  }

  static Output output(int index) {
    return Output.named("value" + index, SocketType.ANY);
  }
}
