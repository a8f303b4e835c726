package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/**
 * The optimised scale of CFG-Zero*: the negative prediction is scaled so that the noise in it comes
 * nearest to that of the positive one. See <a href="https://arxiv.org/abs/2503.18886">CFG-Zero*:
 * Improved Classifier-Free Guidance for Flow Matching Models</a>.
 */
public record OptimizedScale() implements PostGuidanceRule {
  private static final double LEAST_SQUARE = 1e-8;

  @Override
  public FloatArray finish(GuidanceStep step, FloatArray guided) {
    FloatArray negative = step.negative();
    if (negative == null) {
      return guided;
    }
    FloatArray wanted = step.x().minus(step.positive());
    FloatArray unwanted = step.x().minus(negative);
    int batch = guided.size(0);
    double[] kept = new double[batch];
    double[] added = new double[batch];
    for (int b = 0; b < batch; b++) {
      double best =
          Items.dot(wanted, unwanted, b) / (Items.dot(unwanted, unwanted, b) + LEAST_SQUARE);
      kept[b] = 1;
      added[b] = (best - 1) * (1 - step.scale());
    }
    return Items.combine(kept, guided, added, negative);
  }
}
