package io.atelier.diffusion.sampler;

/**
 * A step split into going down further than asked and adding noise back.
 *
 * @param down the level to go down to
 * @param up the level of the noise to add
 */
record AncestralStep(double down, double up) {
  /**
   * The split of a step.
   *
   * @param eta 0 for no noise, 1 for as much as the process allows
   */
  static AncestralStep of(double sigma, double next, double eta) {
    if (eta == 0) {
      return new AncestralStep(next, 0);
    }
    double variance = next * next * (sigma * sigma - next * next) / (sigma * sigma);
    double up = Math.min(next, eta * Math.sqrt(variance));
    return new AncestralStep(Math.sqrt(next * next - up * up), up);
  }
}
