package io.atelier.diffusion.sampler;

import java.util.function.DoubleUnaryOperator;

/** Integrals and interpolating polynomials. */
final class Quadrature {
  private static final double[] NODES = {
    0.9602898564975363, 0.7966664774136267, 0.5255324099163290, 0.1834346424956498
  };
  private static final double[] WEIGHTS = {
    0.1012285362903763, 0.2223810344533745, 0.3137066458778873, 0.3626837833783620
  };

  private Quadrature() {}

  /** The integral by the Gauss–Legendre rule of 8 points, exact up to degree 15. */
  static double integrate(DoubleUnaryOperator f, double from, double to) {
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    double sum = 0;
    for (int i = 0; i < NODES.length; i++) {
      sum +=
          WEIGHTS[i]
              * (f.applyAsDouble(middle - half * NODES[i])
                  + f.applyAsDouble(middle + half * NODES[i]));
    }
    return half * sum;
  }

  /** The polynomial that is 1 at node j and 0 at the others. */
  static double lagrange(double[] nodes, int j, double t) {
    double product = 1;
    for (int k = 0; k < nodes.length; k++) {
      if (k != j) {
        product *= (t - nodes[k]) / (nodes[j] - nodes[k]);
      }
    }
    return product;
  }
}
