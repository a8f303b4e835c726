package io.atelier.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.image.ImageBatch;
import io.atelier.node.harness.NodeFailure;
import io.atelier.node.harness.NodeHarness;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CannyTest {
  private static ImageBatch edges(double low, double high) {
    Map<String, Object> inputs =
        Map.of("image", ImageBatch.zeros(1, 8, 8, 3), "low_threshold", low, "high_threshold", high);
    return NodeHarness.of(new Canny()).linked(inputs).run().output(0, ImageBatch.class);
  }

  @Test
  void equalThresholdsAreFine() {
    assertThat(edges(0.5, 0.5)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0.8, 0.4, must not be above",
    "0.41, 0.4, must not be above",
    "0, 0.4, low_threshold must be between",
    "0.4, 1, high_threshold must be between",
    "NaN, 0.4, low_threshold must be between",
  })
  void thresholdsThatMakeNoSenseAreRefused(double low, double high, String reason) {
    assertThatThrownBy(() -> edges(low, high))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining(reason);
  }
}
