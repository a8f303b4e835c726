package io.atelier.diffusion.schedule;

/**
 * Levels that are dense where they are small. See <a
 * href="https://arxiv.org/abs/2206.00364">Elucidating the Design Space of Diffusion-Based
 * Generative Models</a>, equation 5.
 */
public record KarrasSchedule(double sigmaMin, double sigmaMax, double rho) {
  /** {@code steps} levels and 0. */
  public float[] sigmas(int steps) {
    double from = Math.pow(sigmaMax, 1 / rho);
    double to = Math.pow(sigmaMin, 1 / rho);
    float[] sigmas = new float[steps + 1];
    for (int k = 0; k < steps; k++) {
      double part = steps == 1 ? 0 : (double) k / (steps - 1);
      sigmas[k] = (float) Math.pow(from + part * (to - from), rho);
    }
    return sigmas;
  }
}
