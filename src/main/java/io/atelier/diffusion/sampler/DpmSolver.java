package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Single steps of first to third order in λ = −ln σ. See <a
 * href="https://arxiv.org/abs/2206.00927">DPM-Solver</a>, algorithms 1 to 3.
 */
final class DpmSolver {
  private final Denoiser model;

  DpmSolver(Denoiser model) {
    this.model = model;
  }

  /**
   * A start of a step.
   *
   * @param x the latent at λ
   * @param noise the noise in it, {@code (x − D)/σ}
   */
  record Start(FloatArray x, double lambda, FloatArray denoised, FloatArray noise) {}

  Start start(FloatArray x, double lambda) {
    FloatArray denoised = model.denoise(x, sigma(lambda));
    return new Start(x, lambda, denoised, Derivative.of(x, denoised, sigma(lambda)));
  }

  static double sigma(double lambda) {
    return Math.exp(-lambda);
  }

  FloatArray first(Start s, double to) {
    return s.x().plus(-sigma(to) * Math.expm1(to - s.lambda()), s.noise());
  }

  /** The noise at an intermediate point of a step. */
  FloatArray noiseAt(FloatArray u, double lambda) {
    return Derivative.of(u, model.denoise(u, sigma(lambda)), sigma(lambda));
  }

  /**
   * A step of second order.
   *
   * @param noise1 the noise at {@code λ + r1·h}
   */
  FloatArray second(Start s, double to, double r1, FloatArray noise1) {
    double factor = sigma(to) / (2 * r1) * Math.expm1(to - s.lambda());
    return first(s, to).plus(-factor, noise1.minus(s.noise()));
  }

  /**
   * A step of third order with its points at a third and two thirds.
   *
   * @param noise1 the noise at {@code λ + h/3}
   */
  FloatArray third(Start s, double to, FloatArray noise1) {
    double h = to - s.lambda();
    double r1 = 1.0 / 3;
    double r2 = 2.0 / 3;
    double point = s.lambda() + r2 * h;
    FloatArray change1 = noise1.minus(s.noise());
    FloatArray u =
        first(s, point)
            .plus(-sigma(point) * (r2 / r1) * (Math.expm1(r2 * h) / (r2 * h) - 1), change1);
    FloatArray change2 = noiseAt(u, point).minus(s.noise());
    return first(s, to).plus(-sigma(to) / r2 * (Math.expm1(h) / h - 1), change2);
  }

  /** The noise at {@code λ + r1·h}, reached by a step of first order. */
  FloatArray noiseOnTheWay(Start s, double to, double r1) {
    double point = s.lambda() + r1 * (to - s.lambda());
    return noiseAt(first(s, point), point);
  }

  /** The least level above zero at the end of a schedule. */
  static double lastLevel(float[] sigmas) {
    double last = sigmas[sigmas.length - 1];
    return last > 0 ? last : sigmas[sigmas.length - 2];
  }
}
