package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.NodeOutput;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestNodes;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelExecutionTest {
  private static final int THREADS = 3;

  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private final TestEngine engine =
      new TestEngine(new ClassicCache(), EngineOptions.parallel(THREADS, pool));

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  private static PromptBuilder two(String type) {
    return prompt()
        .node("1", type, "x", "a")
        .node("2", type, "x", "b")
        .node("3", "Cat", "a", output("1"), "b", output("2"))
        .node("4", "Out", "x", output("3"));
  }

  @Test
  void independentNodesRunSideBySide() {
    CyclicBarrier both = new CyclicBarrier(2);
    engine.knowing(
        LambdaNode.of(
            TestNodes.passing("Meet"),
            (in, context) -> {
              both.await(30, TimeUnit.SECONDS);
              return NodeOutput.of(in.get(TestNodes.X));
            }));

    assertThat(engine.run(two("Meet")).text("4")).containsExactly("ab");
  }

  @Test
  void wholeBranchesProceedSideBySide() {
    CyclicBarrier both = new CyclicBarrier(2);
    engine.knowing(
        LambdaNode.of(
            TestNodes.passing("Meet"),
            (in, context) -> {
              both.await(30, TimeUnit.SECONDS);
              return NodeOutput.of(in.get(TestNodes.X));
            }));
    PromptBuilder branches =
        prompt()
            .node("1", "Meet", "x", "a")
            .node("2", "Meet", "x", output("1"))
            .node("3", "Meet", "x", "b")
            .node("4", "Meet", "x", output("3"))
            .node("5", "Cat", "a", output("2"), "b", output("4"))
            .node("6", "Out", "x", output("5"));

    assertThat(engine.run(branches).text("6")).containsExactly("ab");
  }

  @Test
  void nodesThatNeedADeviceQueueForIt() {
    AtomicInteger onDevice = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    engine.knowing(
        LambdaNode.of(
            TestNodes.passing("Device").needsDevice(),
            (in, context) -> {
              most.accumulateAndGet(onDevice.incrementAndGet(), Math::max);
              for (int i = 0; i < 1000; i++) {
                Thread.onSpinWait();
              }
              onDevice.decrementAndGet();
              return NodeOutput.of(in.get(TestNodes.X));
            }));
    PromptBuilder many = prompt();
    for (int i = 0; i < 20; i++) {
      many = many.node("d" + i, "Device", "x", (long) i).node("o" + i, "Out", "x", output("d" + i));
    }

    assertThat(engine.run(many).inHistory()).hasSize(20);
    assertThat(most).hasValue(1);
  }

  @Test
  void anErrorAheadOfItsTurnIsToldInItsTurn() {
    PromptBuilder graph =
        prompt()
            .node("1", "Pass", "x", "a")
            .node("2", "Out", "x", output("1"))
            .node("3", "Boom", "x", "b")
            .node("4", "Out", "x", output("3"));

    assertThat(engine.run(graph).story()).isEqualTo("C[] x1 x2 E2 x3 error3");
  }
}
