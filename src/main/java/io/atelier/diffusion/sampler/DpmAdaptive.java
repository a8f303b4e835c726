package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Steps whose length follows the difference of two orders. See <a
 * href="https://arxiv.org/abs/2206.00927">DPM-Solver</a>, appendix C, with a PID controller. The
 * number of steps is the method's own; so is where it ends: at the last level above zero.
 *
 * @param order of the steps, 2 or 3
 * @param relative and {@code absolute} tolerances
 * @param firstStep length of the first step in λ
 * @param safety the least factor of the next length with which a step is accepted
 */
public record DpmAdaptive(
    int order,
    double relative,
    double absolute,
    double firstStep,
    double proportional,
    double integral,
    double derivative,
    double safety,
    double eta,
    double noiseScale)
    implements Sampler {
  private static final double CLOSE = 1e-5;
  private static final double TINY = 1e-8;

  /** The original's defaults. */
  public static final DpmAdaptive DEFAULT =
      new DpmAdaptive(3, 0.05, 0.0078, 0.05, 0, 1, 0, 0.81, 0, 1);

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    DpmSolver solver = new DpmSolver(model);
    double end = -Math.log(DpmSolver.lastLevel(sigmas));
    double s = -Math.log(sigmas[0]);
    FloatArray x = start;
    FloatArray previous = start;
    Controller controller = new Controller();
    int accepted = 0;
    while (s < end - CLOSE) {
      double t = Math.min(end, s + controller.length);
      double down = eta == 0 ? t : Math.min(end, downTo(s, t));
      double up = Math.sqrt(Math.max(0, square(t) - square(down)));
      DpmSolver.Start at = solver.start(x, s);
      run.step(Math.min(accepted, sigmas.length - 2), x, at.denoised());
      FloatArray low;
      FloatArray high;
      if (order == 2) {
        low = solver.first(at, down);
        high = solver.second(at, down, 0.5, solver.noiseOnTheWay(at, down, 0.5));
      } else {
        FloatArray noise1 = solver.noiseOnTheWay(at, down, 1.0 / 3);
        low = solver.second(at, down, 1.0 / 3, noise1);
        high = solver.third(at, down, noise1);
      }
      if (controller.accept(error(low, high, previous))) {
        previous = low;
        x = up > 0 ? high.plus(up * noiseScale, run.noise()) : high;
        s = t;
        accepted++;
      }
    }
    return x;
  }

  private double downTo(double s, double t) {
    AncestralStep step = AncestralStep.of(DpmSolver.sigma(s), DpmSolver.sigma(t), eta);
    return -Math.log(step.down());
  }

  private static double square(double lambda) {
    return DpmSolver.sigma(lambda) * DpmSolver.sigma(lambda);
  }

  /** The root mean square of the difference relative to what is tolerated. */
  private double error(FloatArray low, FloatArray high, FloatArray previous) {
    double sum = 0;
    for (int i = 0; i < low.data().length; i++) {
      double size = Math.max(Math.abs(low.data()[i]), Math.abs(previous.data()[i]));
      double difference = (low.data()[i] - high.data()[i]) / Math.max(absolute, relative * size);
      sum += difference * difference;
    }
    return Math.sqrt(sum / low.data().length);
  }

  /** Chooses the length of the next step from the last three errors. */
  private final class Controller {
    private double length = firstStep;
    private double[] inverse = {};

    boolean accept(double error) {
      double now = 1 / (error + TINY);
      if (inverse.length == 0) {
        inverse = new double[] {now, now, now};
      }
      inverse[0] = now;
      double factor =
          Math.pow(inverse[0], (proportional + integral + derivative) / order)
              * Math.pow(inverse[1], -(proportional + 2 * derivative) / order)
              * Math.pow(inverse[2], derivative / order);
      factor = 1 + Math.atan(factor - 1);
      boolean accepted = factor >= safety;
      if (accepted) {
        inverse[2] = inverse[1];
        inverse[1] = inverse[0];
      }
      length *= factor;
      return accepted;
    }
  }
}
