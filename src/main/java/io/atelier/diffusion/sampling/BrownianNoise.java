package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.sampler.SamplerRun;
import io.atelier.tensor.NormalNoise;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Brownian motion over the noise levels, the same at every level however it is asked. It is a tree:
 * the motion over an interval is split at the middle by a Brownian bridge whose noise is seeded by
 * the place in the tree. See <a href="https://arxiv.org/abs/2105.13493">Efficient and Accurate
 * Gradients for Neural SDEs</a>. Nothing is remembered but the parameters; an answer computes the
 * way from the root to its ends anew.
 */
public final class BrownianNoise implements SamplerRun.StepNoise {
  private static final int DECIMALS = 6;

  private final long seed;
  private final int[] shape;
  private final double start;
  private final double end;

  /**
   * The motion of a seed.
   *
   * @param sigmaMin where it begins
   * @param sigmaMax where it ends
   * @param shape of each value
   */
  public BrownianNoise(long seed, int[] shape, double sigmaMin, double sigmaMax) {
    this.seed = seed;
    this.shape = shape.clone();
    this.start = round(sigmaMin);
    this.end = round(sigmaMax);
  }

  private record Interval(double from, double to, long key, int depth, FloatArray motion) {}

  @Override
  public FloatArray between(double sigma, double next) {
    double from = round(Math.min(sigma, next));
    double to = round(Math.max(sigma, next));
    long rootSeed = new SeedSequence(seed).words(3)[0];
    FloatArray whole = NormalNoise.of(rootSeed, shape).scaled(Math.sqrt(end - start));
    FloatArray sum = FloatArray.zeros(shape);
    sum = add(sum, new Interval(start, end, 0, 0, whole), from, to);
    double sign = next < sigma ? -1 : 1;
    return sum.scaled(sign / Math.sqrt(Math.abs(sigma - next)));
  }

  /** Adds the motion over the part of the interval between {@code from} and {@code to}. */
  private FloatArray add(FloatArray sum, Interval interval, double from, double to) {
    double s = interval.from();
    double e = interval.to();
    if (from >= e || to <= s) {
      return sum;
    }
    double middle = round((s + e) / 2);
    if ((from <= s && to >= e) || middle <= s || middle >= e) {
      return sum.plus(interval.motion());
    }
    long splitSeed = new SeedSequence(seed, interval.key(), interval.depth()).words(4)[0];
    double deviation = Math.sqrt((middle - s) * (e - middle) / (e - s));
    FloatArray left =
        FloatArray.combine(
            (middle - s) / (e - s), interval.motion(), deviation, NormalNoise.of(splitSeed, shape));
    FloatArray right = interval.motion().minus(left);
    long key = 2 * interval.key();
    int depth = interval.depth() + 1;
    FloatArray withLeft = add(sum, new Interval(s, middle, key, depth, left), from, to);
    return add(withLeft, new Interval(middle, e, key + 1, depth, right), from, to);
  }

  private static double round(double value) {
    return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
  }
}
