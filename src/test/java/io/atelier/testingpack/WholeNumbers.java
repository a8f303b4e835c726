package io.atelier.testingpack;

import io.atelier.node.Input;
import io.atelier.node.SocketType;
import java.math.BigInteger;

/** Whole numbers beyond 64 bits, as the logic nodes take them. */
final class WholeNumbers {
  private static final BigInteger LIMIT = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private WholeNumbers() {}

  static Input<Object> input(String name) {
    return Input.socket(name, SocketType.INT, Object.class)
        .proposes(0L)
        .range(LIMIT.negate(), LIMIT)
        .step(1L);
  }

  static BigInteger of(Object value) {
    if (value instanceof Boolean b) {
      return b ? BigInteger.ONE : BigInteger.ZERO;
    }
    return value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
  }
}
