package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Steps of third order as long as the number of evaluations allows, then lower ones. See <a
 * href="https://arxiv.org/abs/2206.00927">DPM-Solver</a>, section 3.4. The result is at the last
 * level above zero.
 */
final class DpmFast implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    int evaluations = sigmas.length - 1;
    double from = -Math.log(sigmas[0]);
    double to = -Math.log(DpmSolver.lastLevel(sigmas));
    int[] orders = orders(evaluations);
    DpmSolver solver = new DpmSolver(model);
    FloatArray x = start;
    for (int i = 0; i < orders.length; i++) {
      double end = from + (to - from) * (i + 1) / orders.length;
      DpmSolver.Start s = solver.start(x, from + (to - from) * i / orders.length);
      run.step(i, x, s.denoised());
      x =
          switch (orders[i]) {
            case 1 -> solver.first(s, end);
            case 2 -> solver.second(s, end, 0.5, solver.noiseOnTheWay(s, end, 0.5));
            default -> solver.third(s, end, solver.noiseOnTheWay(s, end, 1.0 / 3));
          };
    }
    return x;
  }

  private static int[] orders(int evaluations) {
    int[] orders = new int[evaluations / 3 + 1];
    java.util.Arrays.fill(orders, 3);
    int rest = evaluations % 3;
    if (rest > 0) {
      orders[orders.length - 1] = rest;
    } else {
      orders[orders.length - 1] = 1;
      orders[orders.length - 2] = 2;
    }
    return orders;
  }
}
