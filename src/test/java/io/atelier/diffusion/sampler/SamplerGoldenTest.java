package io.atelier.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.tensor.Floats;
import io.atelier.tensor.NormalNoise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method on a model without a network, against numbers recorded from the original's code. */
class SamplerGoldenTest {
  private static final float[] SIGMAS = {14.6146f, 7, 3, 1, 0.3f, 0.0292f, 0};
  private static final int[] SHAPE = {1, 4, 2, 2};
  private static final double TOLERANCE = 3.5e-4;

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
    Floats start = NormalNoise.of(1234, SHAPE).scaled(14.6146f);
    Floats result;
    try (ToyRun run = new ToyRun(SHAPE)) {
      result = Samplers.get(row[0]).sample(model, start, SIGMAS, run);
      assertThat(run.steps()).isPositive();
    }
    assertThat(model.calls()).isEqualTo(Integer.parseInt(row[1]));
    for (int i = 0; i < 4; i++) {
      assertThat((double) result.data()[i])
          .as(row[0] + Arrays.toString(result.data()))
          .isCloseTo(Double.parseDouble(row[2 + i]), within(TOLERANCE));
    }
  }
}
