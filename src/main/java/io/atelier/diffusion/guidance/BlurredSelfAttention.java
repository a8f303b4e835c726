package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.unet.AttentionMap;

/**
 * Guidance away from what the network makes of a latent that is blurred where its deepest pixels
 * are looked at most, by the negative conditioning. Takes two more evaluations each step. Where the
 * conditioning covers the latent only in parts, or the latent is tiny, the result stays as it is.
 * See <a href="https://arxiv.org/abs/2210.00939">Improving Sample Quality of Diffusion Models Using
 * Self-Attention Guidance</a>, algorithm 1.
 *
 * @param scale 0 for no change
 * @param deviation of the blur in latent pixels, 0 or more
 */
public record BlurredSelfAttention(double scale, double deviation) implements PostGuidanceRule {
  private static final double THRESHOLD = 1;
  private static final int LEAST_SIDE = 5;

  @Override
  public boolean needsNegative() {
    return true;
  }

  @Override
  public FloatArray finish(GuidanceStep step, FloatArray guided) {
    FloatArray negative = step.negative();
    FloatArray x = step.x();
    if (scale == 0 || negative == null || Math.min(x.size(2), x.size(3)) < LEAST_SIDE) {
      return guided;
    }
    GuidanceStep.Sides sides = step.sides();
    AttentionMap attention = new AttentionMap(x.size(0), x.size(2), x.size(3));
    FloatArray plain = sides.with(attention).denoised(x, step.sigma(), sides.negative());
    FloatArray map = attention.map();
    if (map == null) {
      return guided;
    }
    FloatArray degraded = mixed(GaussianBlur.of(plain, deviation), plain, map);
    FloatArray noised = FloatArray.combine(1, degraded, 1, x, -1, plain);
    FloatArray worse = sides.denoised(noised, step.sigma(), sides.negative());
    return FloatArray.combine(1, guided, scale, degraded, -scale, worse);
  }

  /** The first where the map, stretched by its nearest value, is above the threshold. */
  private static FloatArray mixed(FloatArray above, FloatArray below, FloatArray map) {
    FloatArray out = FloatArray.zeros(above.shape());
    int height = above.size(2);
    int width = above.size(3);
    for (int i = 0; i < out.data().length; i++) {
      int row = i / width % height * map.size(2) / height;
      int column = i % width * map.size(3) / width;
      int item = i / above.itemLength();
      float received = map.data()[(item * map.size(2) + row) * map.size(3) + column];
      out.data()[i] = received > THRESHOLD ? above.data()[i] : below.data()[i];
    }
    return out;
  }
}
