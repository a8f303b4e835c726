package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Euler's method with the slope carried on from the step before. See <a
 * href="https://arxiv.org/abs/2306.04848">Interpreting and Improving Diffusion Models from an
 * Optimization Perspective</a>, algorithm 2, with γ = 2.
 *
 * @param cfgPp whether slopes come from the unguided prediction; see <a
 *     href="https://arxiv.org/abs/2406.08070">CFG++</a>
 */
record GradientEstimation(boolean cfgPp) implements Sampler {
  private static final double GAMMA = 2;

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    FloatArray old = null;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      Denoiser.Prediction prediction = model.predict(x, sigma);
      run.step(i, x, prediction.guided());
      FloatArray d = Derivative.of(x, cfgPp ? prediction.unguided() : prediction.guided(), sigma);
      if (next == 0) {
        x = prediction.guided();
      } else {
        x = cfgPp ? prediction.guided().plus(next, d) : x.plus(next - sigma, d);
        if (old != null) {
          x = x.plus((GAMMA - 1) * (next - sigma), d.minus(old));
        }
      }
      old = d;
    }
    return x;
  }

  @Override
  public boolean usesUnguided() {
    return cfgPp;
  }
}
