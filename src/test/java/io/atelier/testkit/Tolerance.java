package io.atelier.testkit;

import org.assertj.core.data.Offset;

/**
 * How near two ways of computing the same numbers must come, relative to the size of the numbers.
 *
 * <p>What a library for linear algebra adds in which order depends on the processor, the number of
 * threads and the shape of the batch. So a test may only ask for equal bits ({@code isEqualTo})
 * where the very same operations run on the same shapes, memory and order within one process: a
 * network asked twice, a change that is left out, values that are only moved. Everything else is
 * compared by {@link NumbersAssert} with one of these. Absolute limits ({@code within(2e-4)}) are
 * for numbers whose size is known: digits as they were written down, steps of 1/255, probabilities.
 *
 * <p>As with the recorded cases, the root of the mean square of the differences may be {@link
 * #relativeRms} of that of the expected values, and a single difference {@value #SINGLE} times as
 * much. Other kernels and numbers of threads were seen to use a tenth of a limit at most, and what
 * is to make a difference makes one of twenty limits and more; {@link NumbersAssert#farFrom} holds
 * the latter. {@code .ci/other-kernels} runs the tests with the kernels of other processors.
 */
public enum Tolerance {
  /** Some operations on doubles of the JVM. */
  DOUBLES(1e-12),
  /** Some operations in float32 without a network: guidance, scales, sums of a few products. */
  FLOATS(1e-6),
  /**
   * One evaluation of a network with another size of the batch, another order, other weights that
   * have the same effect, or worked out in doubles; and what was recorded of a network.
   */
  NETWORK(5e-5),
  /** Sampling: several evaluations, whose differences guidance multiplies. */
  SAMPLING(1e-4),
  /** Weights rounded to half precision in two ways: 2⁻¹¹ of each. */
  HALVES(2e-3);

  static final int SINGLE = 8;

  private final double relativeRms;

  Tolerance(double relativeRms) {
    this.relativeRms = relativeRms;
  }

  /** The limit for all values together, in parts of the expected values' root mean square. */
  public double relativeRms() {
    return relativeRms;
  }

  /** The limit for one value among values of this size. */
  public double single(double size) {
    return SINGLE * relativeRms * Math.abs(size);
  }

  /** The limit for one value of this size, for AssertJ's {@code isCloseTo}. */
  public Offset<Double> of(double size) {
    return Offset.offset(single(size));
  }
}
