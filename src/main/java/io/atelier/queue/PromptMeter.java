package io.atelier.queue;

import io.atelier.execution.ExecutionResult;
import java.time.Duration;

/** Is told how long prompts wait and run, to measure it. Called by the loop's thread alone. */
public interface PromptMeter {
  /** Measures nothing. */
  PromptMeter NONE =
      new PromptMeter() {
        @Override
        public void begun(Duration waited) {}

        @Override
        public void ended(ExecutionResult result, Duration took) {}
      };

  /**
   * A prompt begins to run.
   *
   * @param waited since its submission, by the clocks of the servers that took and began it; at
   *     least zero
   */
  void begun(Duration waited);

  /** A prompt has ended in the worker; whether the end counts is not known yet. */
  void ended(ExecutionResult result, Duration took);
}
