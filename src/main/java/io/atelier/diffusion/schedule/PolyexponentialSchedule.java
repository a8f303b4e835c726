package io.atelier.diffusion.schedule;

/**
 * Levels whose logarithms follow a power of the way; with {@code rho} 1, equally spaced logarithms.
 */
public record PolyexponentialSchedule(double sigmaMin, double sigmaMax, double rho) {
  /** {@code steps} levels and 0. */
  public float[] sigmas(int steps) {
    double from = Math.log(sigmaMin);
    double to = Math.log(sigmaMax);
    float[] sigmas = new float[steps + 1];
    for (int k = 0; k < steps; k++) {
      double ramp = steps == 1 ? 1 : 1 - (double) k / (steps - 1);
      sigmas[k] = (float) Math.exp(Math.pow(ramp, rho) * (to - from) + from);
    }
    return sigmas;
  }
}
