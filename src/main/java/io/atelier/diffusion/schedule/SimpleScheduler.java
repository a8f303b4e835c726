package io.atelier.diffusion.schedule;

/** Levels at equal distances in the model's table, from its end. */
final class SimpleScheduler implements Scheduler {
  @Override
  public float[] sigmas(NoiseLevels levels, int steps) {
    float[] table = levels.sigmas();
    double stride = (double) table.length / steps;
    float[] sigmas = new float[steps + 1];
    for (int k = 0; k < steps; k++) {
      sigmas[k] = table[table.length - 1 - (int) (k * stride)];
    }
    return sigmas;
  }
}
