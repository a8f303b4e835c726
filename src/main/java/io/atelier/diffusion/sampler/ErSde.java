package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * The extended reverse-time process, of third order. See <a
 * href="https://arxiv.org/abs/2309.06169">Elucidating the Solution Space of Extended Reverse-Time
 * SDE for Diffusion Models</a>.
 *
 * @param kind the process
 * @param maxStage the highest order, 1 to 3
 */
public record ErSde(Kind kind, int maxStage, double eta, double noiseScale) implements Sampler {
  private static final int POINTS = 200;

  /** Which process is followed. */
  public enum Kind {
    ER_SDE,
    REVERSE_TIME_SDE,
    ODE
  }

  /** The function φ of the paper that scales the noise at a level. */
  private double scale(double v) {
    return switch (kind) {
      case ER_SDE -> v * (Math.exp(Math.pow(v, 0.3)) + 10);
      case REVERSE_TIME_SDE -> Math.pow(v, eta + 1);
      case ODE -> v;
    };
  }

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    if (run.isFlow()) {
      return FlowAsNoise.sample(this, model, start, sigmas, run);
    }
    FloatArray x = start;
    FloatArray old = null;
    FloatArray oldSlope = null;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      if (next == 0) {
        x = denoised;
        continue;
      }
      double r = scale(next) / scale(sigma);
      x = FloatArray.combine(r, x, 1 - r, denoised);
      int stage = Math.min(maxStage, i + 1);
      if (stage >= 2 && old != null) {
        double change = next - sigma;
        double width = -change / POINTS;
        double distance = (double) sigmas[i] - sigmas[i - 1];
        FloatArray slope = FloatArray.combine(1 / distance, denoised, -1 / distance, old);
        x = x.plus(change + scale(next) * width * sum(next, width, 0, false), slope);
        if (stage >= 3 && oldSlope != null) {
          double span = ((double) sigmas[i] - sigmas[i - 2]) / 2;
          FloatArray curve = FloatArray.combine(1 / span, slope, -1 / span, oldSlope);
          double weight = change * change / 2 + scale(next) * width * sum(next, width, sigma, true);
          x = x.plus(weight, curve);
        }
        oldSlope = slope;
      }
      double level = Math.sqrt(Math.max(0, next * next - sigma * sigma * r * r));
      if (noiseScale > 0 && level > 0) {
        x = x.plus(level * noiseScale, run.noise());
      }
      old = denoised;
    }
    return x;
  }

  /** The sum of 1/φ(v), or of (v − origin)/φ(v), over points from {@code from} upwards. */
  private double sum(double from, double width, double origin, boolean first) {
    double sum = 0;
    for (int k = 0; k < POINTS; k++) {
      double v = from + k * width;
      sum += (first ? v - origin : 1) / scale(v);
    }
    return sum;
  }
}
