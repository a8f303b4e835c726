package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * A step split into going down further than asked and adding noise back.
 *
 * @param down the level to go down to
 * @param up the level of the noise to add
 * @param shrink what the latent is multiplied with before that
 */
record AncestralStep(double down, double up, double shrink) {
  /**
   * The split of a step where noise is added to the picture.
   *
   * @param eta 0 for no noise, 1 for as much as the process allows
   */
  static AncestralStep of(double sigma, double next, double eta) {
    if (eta == 0) {
      return new AncestralStep(next, 0, 1);
    }
    double variance = next * next * (sigma * sigma - next * next) / (sigma * sigma);
    double up = Math.min(next, eta * Math.sqrt(variance));
    return new AncestralStep(Math.sqrt(next * next - up * up), up, 1);
  }

  /** The split of a step in the model's space. */
  static AncestralStep of(SamplerRun run, double sigma, double next, double eta) {
    return run.isFlow() ? ofFlow(sigma, next, eta) : of(sigma, next, eta);
  }

  /** The split where noise and picture are mixed, so that their parts are those of the level. */
  private static AncestralStep ofFlow(double sigma, double next, double eta) {
    if (eta == 0) {
      return new AncestralStep(next, 0, 1);
    }
    double down = next * (1 + (next / sigma - 1) * eta);
    double shrink = (1 - next) / (1 - down);
    double left = down * shrink;
    return new AncestralStep(down, Math.sqrt(Math.max(0, next * next - left * left)), shrink);
  }

  /** The latent with the noise that the step gives back. */
  FloatArray renoised(FloatArray x, double noiseScale, SamplerRun run) {
    return FloatArray.combine(shrink, x, up * noiseScale, run.noise());
  }
}
