package io.atelier.diffusion.sampler;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method on a model without a network, against numbers recorded from the original's code. */
class SamplerGoldenTest {
  private static final float[] SIGMAS = {14.6146f, 7, 3, 1, 0.3f, 0.0292f, 0};
  private static final int[] SHAPE = {1, 4, 2, 2};
  private static final int DECIMALS = 5;

  /**
   * Those of which the original solves equations or chooses steps in float32, and we in doubles.
   */
  private static final Set<String> SINGLE_PRECISION =
      Set.of("uni_pc", "uni_pc_bh2", "dpm_adaptive");

  static Stream<String> recorded() throws IOException {
    try (InputStream table =
        SamplerGoldenTest.class.getResourceAsStream("/inference/sampler-golden.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void agreesWithTheRecordedNumbers(String line) {
    String[] row = line.split(" ", -1);
    ToyModel model = new ToyModel();
    FloatArray start = NormalNoise.of(1234, SHAPE).scaled(14.6146f);
    FloatArray result;
    try (ToyRun run = new ToyRun(SHAPE)) {
      result = Samplers.get(row[0]).sample(model, start, SIGMAS, run);
      assertThat(run.steps()).isPositive();
    }
    assertThat(model.calls()).isEqualTo(Integer.parseInt(row[1]));
    double[] expected = Arrays.stream(row, 2, 6).mapToDouble(Double::parseDouble).toArray();
    boolean single = SINGLE_PRECISION.contains(row[0]);
    assertNumbers(result)
        .as(row[0])
        .beginsWith(expected, DECIMALS, single ? Tolerance.SAMPLING : Tolerance.FLOATS);
  }
}
