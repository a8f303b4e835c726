package io.atelier.testkit;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import org.junit.jupiter.api.Test;

/** What compares numbers must be able to fail. */
class NumbersAssertTest {
  private static final float[] LARGE = {40, -40, 40, -40};

  private static float[] moved(float by) {
    return new float[] {40 + by, -40 - by, 40 + by, -40 - by};
  }

  @Test
  void limitsGrowWithTheNumbers() {
    assertNumbers(moved(1e-3f)).near(LARGE, Tolerance.NETWORK);
    assertThatThrownBy(() -> assertNumbers(moved(3e-3f)).near(LARGE, Tolerance.NETWORK))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("too far for NETWORK");
    assertThatThrownBy(
            () -> assertNumbers(new float[] {1e-3f}).near(new float[] {0}, Tolerance.NETWORK))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void oneValueMayNotBeOffByMuch() {
    float[] expected = new float[10_000];
    expected[1] = 1;
    float[] actual = expected.clone();
    actual[0] = 1e-5f;
    assertThatThrownBy(() -> assertNumbers(actual).near(expected, Tolerance.FLOATS))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void whatIsNoNumberIsNeitherNearNorFar() {
    float[] actual = {40, Float.NaN, 40, -40};
    assertThatThrownBy(() -> assertNumbers(actual).near(LARGE, Tolerance.HALVES))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertNumbers(actual).farFrom(LARGE, Tolerance.HALVES))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> assertNumbers(actual).beginsWith(new double[] {40, -40}, 2, Tolerance.HALVES))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void farIsFartherThanRounding() {
    assertNumbers(moved(0.1f)).farFrom(LARGE, Tolerance.NETWORK);
    assertThatThrownBy(() -> assertNumbers(moved(0.01f)).farFrom(LARGE, Tolerance.NETWORK))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("could be rounding");
  }

  @Test
  void otherShapesAndLengthsAreNotNear() {
    FloatArray row = new FloatArray(new int[] {1, 4}, LARGE);
    assertThatThrownBy(() -> assertNumbers(row.reshape(2, 2)).near(row, Tolerance.HALVES))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertNumbers(LARGE).near(new float[3], Tolerance.HALVES))
        .isInstanceOf(AssertionError.class);
  }
}
