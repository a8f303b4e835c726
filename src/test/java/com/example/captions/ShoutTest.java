package com.example.captions;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.check.InputError;
import io.atelier.node.harness.NodeHarness;
import io.atelier.node.harness.NodeRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShoutTest {
  @Test
  void writesCapitalsAndMarks() {
    NodeRun run = NodeHarness.of(new Shout()).with("text", "stop").with("marks", 2).run();
    assertThat(run.output(0)).isEqualTo("STOP!!");
    assertThat(run.ui("text")).containsExactly("STOP!!");
  }

  @Test
  void elevenMarksAreTooMany() {
    List<InputError> refusals =
        NodeHarness.of(new Shout()).with("text", "stop").with("marks", 11).refusals();
    assertThat(refusals).extracting(InputError::type).containsExactly("value_bigger_than_max");
  }
}
