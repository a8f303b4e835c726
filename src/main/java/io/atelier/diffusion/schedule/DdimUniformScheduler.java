package io.atelier.diffusion.schedule;

/**
 * Levels at whole-numbered distances in the model's table, from its start, as in <a
 * href="https://arxiv.org/abs/2010.02502">Denoising Diffusion Implicit Models</a>. There may be
 * more than asked for.
 */
final class DdimUniformScheduler implements Scheduler {
  @Override
  public float[] sigmas(NoiseLevels levels, int steps) {
    float[] table = levels.sigmas();
    int stride = Math.max(table.length / steps, 1);
    int count = (table.length - 2) / stride + 1;
    float[] sigmas = new float[count + 1];
    for (int k = 0; k < count; k++) {
      sigmas[count - 1 - k] = table[1 + k * stride];
    }
    return sigmas;
  }
}
