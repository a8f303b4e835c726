package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/**
 * Guidance that keeps the deviation of the positive prediction, in the space of velocities. See <a
 * href="https://arxiv.org/abs/2305.08891">Common Diffusion Noise Schedules and Sample Steps are
 * Flawed</a>, section 3.4.
 *
 * <p>Every operation is one in float32, in the order of the original: a prediction c comes as the
 * noise x − c and is taken from x again. Where σ is in the thousands (velocities with zero-terminal
 * levels) this rounds the predictions to 2⁻¹¹, and the scale of guidance multiplies that; better
 * arithmetic gives other pictures.
 *
 * @param multiplier how far the deviation is brought back, 0 to 1
 */
public record RescaledGuidance(double multiplier) implements GuidanceRule {
  @Override
  public FloatArray combine(GuidanceStep step, FloatArray negative) {
    Velocities space = new Velocities((float) step.sigma());
    FloatArray x = step.x();
    FloatArray wanted = space.of(x, step.throughNoise(step.positive()));
    FloatArray guided =
        guided(wanted, space.of(x, step.throughNoise(negative)), (float) step.scale());
    FloatArray rescaled = FloatArray.zeros(x.shape());
    for (int b = 0; b < x.size(0); b++) {
      rescale(wanted, guided, b, rescaled);
    }
    return step.throughNoise(space.picture(x, rescaled));
  }

  /** As with a negative prediction of zeros, which counts nothing. */
  @Override
  public FloatArray alone(GuidanceStep step) {
    return combine(step, FloatArray.zeros(step.x().shape()));
  }

  private static FloatArray guided(FloatArray wanted, FloatArray unwanted, float scale) {
    FloatArray out = FloatArray.zeros(wanted.shape());
    for (int i = 0; i < out.data().length; i++) {
      float away = unwanted.data()[i];
      out.data()[i] = away + scale * (wanted.data()[i] - away);
    }
    return out;
  }

  private void rescale(FloatArray wanted, FloatArray guided, int item, FloatArray out) {
    float ratio = Items.deviation(wanted, item) / Items.deviation(guided, item);
    float share = (float) multiplier;
    float rest = (float) (1 - multiplier);
    int length = out.itemLength();
    for (int i = item * length; i < (item + 1) * length; i++) {
      float plain = guided.data()[i];
      out.data()[i] = share * (plain * ratio) + rest * plain;
    }
  }

  /** The way between pictures and velocities at a level. */
  private record Velocities(float sigma) {
    private float variance() {
      return sigma * sigma + 1;
    }

    private float root() {
      return (float) Math.sqrt(variance());
    }

    FloatArray of(FloatArray x, FloatArray picture) {
      FloatArray out = FloatArray.zeros(x.shape());
      for (int i = 0; i < out.data().length; i++) {
        out.data()[i] = (x.data()[i] / variance() - picture.data()[i]) * root() / sigma;
      }
      return out;
    }

    FloatArray picture(FloatArray x, FloatArray velocity) {
      FloatArray out = FloatArray.zeros(x.shape());
      for (int i = 0; i < out.data().length; i++) {
        out.data()[i] = x.data()[i] / variance() - velocity.data()[i] * sigma / root();
      }
      return out;
    }
  }
}
