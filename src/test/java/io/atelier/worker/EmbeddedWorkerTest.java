package io.atelier.worker;

import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.PromptId;
import io.atelier.testkit.RecordingBus;
import io.atelier.testkit.TestEngine;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EmbeddedWorkerTest {
  private final AtomicInteger unloads = new AtomicInteger();
  private final Models models =
      new Models() {
        @Override
        public void unload() {
          unloads.incrementAndGet();
        }

        @Override
        public Device device() {
          return Device.ofMachine(0);
        }
      };

  /** A device's want of memory, as the library of networks tells it. */
  private static final class OfDevice extends OutOfMemoryError {
    private static final long serialVersionUID = 1;

    OfDevice() {
      super("CUDA out of memory. Tried to allocate 20 GiB");
    }
  }

  private ExecutionResult runThatFails(Error failure) {
    TestEngine engine =
        TestEngine.classic()
            .during(
                "gate",
                () -> {
                  throw failure;
                });
    EmbeddedWorker worker =
        new EmbeddedWorker(
            new PromptExecutor(
                engine.registry(), Services.NONE, new ClassicCache(), EngineOptions.sequential()),
            models);
    return worker.run(
        new PromptJob(
            new PromptId("p"),
            prompt().node("gate", "Hook", "x", "a").node("2", "Out", "x", "b").build(),
            List.of(new NodeId("gate"), new NodeId("2")),
            ExtraData.NONE),
        new RecordingBus());
  }

  @Test
  void wantOfDeviceMemoryUnloadsTheModelsAndGivesTips() {
    ExecutionResult result = runThatFails(new OfDevice());

    assertThat(result.closing())
        .isInstanceOfSatisfying(
            Message.ExecutionError.class,
            error -> {
              assertThat(error.failure().exceptionType()).isEqualTo("torch.OutOfMemoryError");
              assertThat(error.failure().exceptionMessage())
                  .startsWith("CUDA out of memory. Tried to allocate 20 GiB\nThis error means")
                  .contains("TIPS: If the workflow worked before");
            });
    assertThat(unloads).hasValue(1);
  }

  @Test
  void otherFailuresLeaveThemLoaded() {
    ExecutionResult result = runThatFails(new AssertionError("of tests"));

    assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
    assertThat(unloads).hasValue(0);
  }
}
