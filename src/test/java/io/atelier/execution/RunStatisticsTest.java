package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is measured of the evaluation of a prompt. */
class RunStatisticsTest {
  private static final PromptBuilder CHAIN =
      prompt()
          .node("1", "Idm")
          .node("h", "Hook", "x", output("1"))
          .node("2", "Out", "x", output("h"));

  private static List<String> classes(RunStatistics statistics) {
    return statistics.nodes().stream().map(RunStatistics.NodeTime::classType).toList();
  }

  @Test
  void everyNodeThatComputesCountsOnceWithItsTime() {
    RunStatistics statistics = TestEngine.classic().run(CHAIN).result().statistics();

    assertThat(classes(statistics)).containsExactly("Idm", "Hook", "Out");
    assertThat(statistics.nodes()).allSatisfy(node -> assertThat(node.nanos()).isPositive());
    assertThat(statistics.cached()).isZero();
  }

  @Test
  void whatTheCacheHasCountsAsFoundAndNotAsComputed() {
    TestEngine engine = TestEngine.classic();
    engine.run(CHAIN);

    RunStatistics again = engine.run(CHAIN).result().statistics();

    assertThat(again.nodes()).isEmpty();
    assertThat(again.cached()).isEqualTo(3);
  }

  @Test
  void aNodeThatFailsHasComputed() {
    TestEngine engine =
        TestEngine.classic()
            .during(
                "h",
                () -> {
                  throw new IllegalStateException("no");
                });

    RunStatistics statistics = engine.run(CHAIN).result().statistics();

    assertThat(classes(statistics)).containsExactly("Idm", "Hook");
  }

  @Test
  void nodesThatAreComputedAheadCountTheSame() {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      PromptBuilder wide = prompt();
      for (int i = 0; i < 20; i++) {
        wide = wide.node("i" + i, "Uid").node("o" + i, "Out", "x", output("i" + i));
      }
      RunStatistics statistics =
          new TestEngine(new ClassicCache(), EngineOptions.parallel(4, pool))
              .run(wide)
              .result()
              .statistics();

      assertThat(classes(statistics)).filteredOn("Uid"::equals).hasSize(20);
      assertThat(classes(statistics)).filteredOn("Out"::equals).hasSize(20);
    } finally {
      pool.shutdownNow();
    }
  }
}
