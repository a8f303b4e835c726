package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The stochastic Adams predictor and corrector. See <a
 * href="https://arxiv.org/abs/2309.05019">SA-Solver: Stochastic Adams Solver for Fast Sampling of
 * Diffusion Models</a>.
 *
 * @param eta strength of the noise between the two parts of the way
 * @param startPercent the part of the way from which noise is added
 * @param endPercent the part of the way up to which noise is added
 * @param evaluateTwice whether the model is asked again after the correction (PECE)
 * @param simpleSecondOrder whether weights of second order are those of the paper's appendix D
 */
public record SaSolver(
    double eta,
    double startPercent,
    double endPercent,
    double noiseScale,
    int predictorOrder,
    int correctorOrder,
    boolean evaluateTwice,
    boolean simpleSecondOrder)
    implements Sampler {

  /** The original's defaults. */
  public static SaSolver standard(boolean evaluateTwice) {
    return new SaSolver(1, 0.2, 0.8, 1, 3, 4, evaluateTwice, false);
  }

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    if (run.isFlow()) {
      return FlowAsNoise.sample(this, model, start, sigmas, run);
    }
    return new Solving(model, sigmas, run).run(start);
  }

  /** One run of the method. */
  private final class Solving {
    private final Denoiser model;
    private final float[] sigmas;
    private final SamplerRun run;
    private final double noiseFrom;
    private final double noiseTo;
    private final List<FloatArray> predictions = new ArrayList<>();
    private double tau;

    Solving(Denoiser model, float[] sigmas, SamplerRun run) {
      this.model = model;
      this.sigmas = sigmas;
      this.run = run;
      this.noiseFrom = run.percentToSigma(startPercent);
      this.noiseTo = run.percentToSigma(endPercent);
    }

    FloatArray run(FloatArray start) {
      FloatArray x = start;
      FloatArray predicted = start;
      FloatArray noise = FloatArray.zeros(start.shape());
      for (int i = 0; i + 1 < sigmas.length; i++) {
        double next = sigmas[i + 1];
        FloatArray denoised = model.denoise(predicted, sigmas[i]);
        run.step(i, predicted, denoised);
        remember(denoised);
        int corrector = correctorOrder(i);
        if (corrector == 0) {
          x = predicted;
        } else {
          x = advance(x, i - 1, i, corrector, i).plus(noise);
          if (evaluateTwice) {
            denoised = model.denoise(x, sigmas[i]);
            predictions.set(predictions.size() - 1, denoised);
          }
        }
        if (next == 0) {
          return denoised;
        }
        tau = next <= noiseFrom && next >= noiseTo ? eta : 0;
        predicted = advance(x, i, i + 1, predictorOrder(i), i);
        if (tau > 0) {
          double h = lambda(i + 1) - lambda(i);
          double level = next * Math.sqrt(-Math.expm1(-2 * tau * tau * h));
          noise = run.noise().scaled(level * noiseScale);
          predicted = predicted.plus(noise);
        } else {
          noise = FloatArray.zeros(start.shape());
        }
      }
      return predicted;
    }

    private void remember(FloatArray denoised) {
      predictions.add(denoised);
      if (predictions.size() > Math.max(predictorOrder, correctorOrder)) {
        predictions.remove(0);
      }
    }

    private boolean endsInZero() {
      return sigmas[sigmas.length - 1] == 0;
    }

    private int predictorOrder(int i) {
      int order = Math.min(predictorOrder, predictions.size());
      return endsInZero() ? Math.min(order, sigmas.length - 2 - i) : order;
    }

    private int correctorOrder(int i) {
      if (i == 0 || (sigmas[i + 1] == 0 && !evaluateTwice)) {
        return 0;
      }
      int order = Math.min(correctorOrder, predictions.size());
      return endsInZero() ? Math.min(order, sigmas.length - 1 - i) : order;
    }

    private double lambda(int i) {
      return -Math.log(sigmas[i]);
    }

    /**
     * The latent moved between two levels by the newest predictions, of which the last is at {@code
     * newest}.
     */
    private FloatArray advance(FloatArray x, int from, int to, int order, int newest) {
      double[] lambdas = new double[order];
      for (int j = 0; j < order; j++) {
        lambdas[j] = lambda(newest - order + 1 + j);
      }
      double[] weights = weights(lambdas, lambda(from), lambda(to));
      double h = lambda(to) - lambda(from);
      FloatArray moved = x.scaled(sigmas[to] / (double) sigmas[from] * Math.exp(-tau * tau * h));
      for (int j = 0; j < order; j++) {
        moved = moved.plus(weights[j], predictions.get(predictions.size() - order + j));
      }
      return moved;
    }

    /** Weights that integrate polynomials through the predictions exactly. */
    private double[] weights(double[] lambdas, double a, double b) {
      int order = lambdas.length;
      double c = 1 + tau * tau;
      if (simpleSecondOrder && order == 2) {
        return simpleWeights(lambdas, a, b, c);
      }
      double decay = Math.exp(-c * (b - a));
      double[] integrals = new double[order];
      double[][] powers = new double[order][order];
      for (int p = 0; p < order; p++) {
        integrals[p] =
            p == 0 ? 1 - decay : Math.pow(b, p) - Math.pow(a, p) * decay - p / c * integrals[p - 1];
        for (int j = 0; j < order; j++) {
          powers[p][j] = Math.pow(lambdas[j], p);
        }
      }
      return LinearSystem.solve(powers, integrals);
    }

    private static double[] simpleWeights(double[] lambdas, double a, double b, double c) {
      double h = b - a;
      double both = -Math.expm1(-c * h);
      if (lambdas[1] == b) {
        double newer = 0.5 * c * h;
        return new double[] {both - newer, newer};
      }
      double older = 0.5 * c * h * h / (lambdas[0] - a);
      return new double[] {older, both - older};
    }
  }
}
