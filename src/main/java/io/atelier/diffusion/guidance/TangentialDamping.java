package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/**
 * Keeps of the negative prediction's noise only the part along the direction that it has most in
 * common with the positive one's: the first right singular vector of the two. See <a
 * href="https://arxiv.org/abs/2503.18137">TCFG: Tangential Damping Classifier-free Guidance</a>.
 */
public record TangentialDamping() implements PreGuidanceRule {
  @Override
  public GuidanceStep adjust(GuidanceStep step) {
    FloatArray negative = step.negative();
    if (negative == null) {
      return step;
    }
    FloatArray wanted = step.x().minus(step.positive());
    FloatArray unwanted = step.x().minus(negative);
    double[] ofUnwanted = new double[wanted.size(0)];
    double[] ofWanted = new double[wanted.size(0)];
    for (int b = 0; b < ofWanted.length; b++) {
      double square = Items.dot(unwanted, unwanted, b);
      double common = Items.dot(unwanted, wanted, b);
      Direction first = Direction.first(square, common, Items.dot(wanted, wanted, b));
      double share =
          first.square() == 0 ? 0 : (first.x() * square + first.y() * common) / first.square();
      ofUnwanted[b] = share * first.x();
      ofWanted[b] = share * first.y();
    }
    FloatArray damped = Items.combine(ofUnwanted, unwanted, ofWanted, wanted);
    return step.withDenoised(step.positive(), step.x().minus(damped));
  }

  /** A mixture of two vectors, as much of each, and the square of the mixture's length. */
  private record Direction(double x, double y, double square) {
    /**
     * The eigenvector of length 1 for the greater eigenvalue of the vectors' Gram matrix (a b; b
     * c). The eigenvalue is the mixture's square.
     */
    static Direction first(double a, double b, double c) {
      double angle = Math.atan2(2 * b, a - c) / 2;
      double greatest = (a + c) / 2 + Math.hypot((a - c) / 2, b);
      return new Direction(Math.cos(angle), Math.sin(angle), greatest);
    }
  }
}
