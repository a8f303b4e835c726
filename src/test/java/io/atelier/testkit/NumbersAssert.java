package io.atelier.testkit;

import io.atelier.array.FloatArray;
import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;

/** Compares computed numbers with a {@link Tolerance}. */
public final class NumbersAssert extends AbstractAssert<NumbersAssert, FloatArray> {
  /** Numbers that are to be different differ at least by so many tolerances. */
  private static final double FAR = 10;

  private NumbersAssert(FloatArray actual) {
    super(actual, NumbersAssert.class);
  }

  /** Begins a comparison. */
  public static NumbersAssert assertNumbers(FloatArray actual) {
    return new NumbersAssert(actual);
  }

  /** Begins a comparison of numbers without a shape. */
  public static NumbersAssert assertNumbers(float[] actual) {
    return new NumbersAssert(new FloatArray(new int[] {actual.length}, actual));
  }

  /** All values are the expected ones, within the tolerance. */
  public NumbersAssert near(FloatArray expected, Tolerance tolerance) {
    if (!actual.sameShape(expected)) {
      failWithMessage("shape %s instead of %s", actual, expected);
    }
    return near(expected.data(), tolerance);
  }

  /** All values in order are the expected ones, within the tolerance. */
  public NumbersAssert near(float[] expected, Tolerance tolerance) {
    Distance distance = distance(expected);
    // A difference that is not a number is not within anything.
    if (!(distance.rms() <= tolerance.relativeRms() * distance.size())
        || !(distance.greatest() <= tolerance.single(distance.size()))) {
      failWithMessage("%s is too far for %s", distance, tolerance);
    }
    return this;
  }

  /** As {@link #near(float[], Tolerance)} with values that were worked out in doubles. */
  public NumbersAssert near(double[] expected, Tolerance tolerance) {
    float[] rounded = new float[expected.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) expected[i];
    }
    return near(rounded, tolerance);
  }

  /** All values are numbers, and together differ by more than rounding could explain. */
  public NumbersAssert farFrom(FloatArray other, Tolerance tolerance) {
    return farFrom(other.data(), tolerance);
  }

  /** As {@link #farFrom(FloatArray, Tolerance)}. */
  public NumbersAssert farFrom(float[] other, Tolerance tolerance) {
    Distance distance = distance(other);
    if (!(distance.rms() >= FAR * tolerance.relativeRms() * distance.size())
        || Double.isInfinite(distance.rms())) {
      failWithMessage("%s could be rounding (%s)", distance, tolerance);
    }
    return this;
  }

  /**
   * The first values are those that were written down.
   *
   * @param decimals how many digits behind the point were
   */
  public NumbersAssert beginsWith(double[] expected, int decimals, Tolerance tolerance) {
    double limit =
        0.5 * Math.pow(10, -decimals)
            + tolerance.single(Distance.of(actual.data(), actual.data()).size());
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual.data()[i] - expected[i]) <= limit)) {
        failWithMessage("[%s]: %s instead of %s ± %s", i, actual.data()[i], expected[i], limit);
      }
    }
    return this;
  }

  private Distance distance(float[] expected) {
    if (actual.data().length != expected.length) {
      failWithMessage(
          "%s values instead of %s: %s",
          actual.data().length, expected.length, Arrays.toString(actual.data()));
    }
    return Distance.of(actual.data(), expected);
  }

  /**
   * How far two arrays are apart.
   *
   * @param size the root mean square of the expected values
   * @param rms that of the differences
   * @param greatest the greatest difference
   */
  private record Distance(double size, double rms, double greatest) {
    static Distance of(float[] actual, float[] expected) {
      double size = 0;
      double squares = 0;
      double greatest = 0;
      for (int i = 0; i < expected.length; i++) {
        double difference = Math.abs((double) actual[i] - expected[i]);
        size += (double) expected[i] * expected[i];
        squares += difference * difference;
        greatest = Math.max(greatest, difference);
      }
      return new Distance(
          Math.sqrt(size / expected.length), Math.sqrt(squares / expected.length), greatest);
    }

    @Override
    public String toString() {
      return "rms %.3g (relative %.2e), greatest %.3g"
          .formatted(rms, size == 0 ? Double.NaN : rms / size, greatest);
    }
  }
}
