package io.atelier.diffusion.schedule;

/**
 * Small equal steps in the first half, then steps that grow quadratically. See <a
 * href="https://arxiv.org/abs/2410.13720">Movie Gen</a>, section 3.4.2.
 */
final class LinearQuadraticScheduler implements Scheduler {
  private static final double THRESHOLD = 0.025;

  @Override
  public float[] sigmas(NoiseLevels levels, int steps) {
    float[] sigmas = new float[steps + 1];
    for (int k = 0; k < steps; k++) {
      sigmas[k] = (float) ((1 - done(k, steps)) * levels.sigmaMax());
    }
    return sigmas;
  }

  private static double done(int k, int steps) {
    int linear = steps / 2;
    if (steps == 1) {
      return 0;
    }
    if (k < linear) {
      return k * THRESHOLD / linear;
    }
    double difference = linear - THRESHOLD * steps;
    int quadratic = steps - linear;
    double q = difference / ((double) linear * quadratic * quadratic);
    double l = THRESHOLD / linear - 2 * difference / ((double) quadratic * quadratic);
    double c = q * linear * linear;
    return q * k * k + l * k + c;
  }
}
