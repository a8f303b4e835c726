package io.atelier.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.image.ImageBatch;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CannyTest {
  private static final NodeContext NOBODY =
      (NodeContext)
          Proxy.newProxyInstance(
              CannyTest.class.getClassLoader(),
              new Class<?>[] {NodeContext.class},
              (proxy, method, arguments) -> null);

  private static Object edges(double low, double high) {
    Map<String, Object> inputs =
        Map.of("image", ImageBatch.zeros(1, 8, 8, 3), "low_threshold", low, "high_threshold", high);
    return new Canny().run(new NodeInputs(inputs), NOBODY).values();
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
        .isInstanceOf(NodeException.class)
        .hasMessageContaining(reason);
  }
}
