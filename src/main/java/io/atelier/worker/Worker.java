package io.atelier.worker;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptJob;
import io.atelier.message.MessageBus;
import io.atelier.prompt.PromptId;
import java.util.List;
import java.util.Optional;

/** Where prompts run, one at a time. */
public interface Worker extends AutoCloseable {
  /**
   * Evaluates a prompt to its end. Failures of nodes are results, not exceptions.
   *
   * @param bus gets every message but the closing one
   */
  ExecutionResult run(PromptJob job, MessageBus bus);

  /** Ends the prompt at its next step, if it is the one that runs. */
  void interrupt(PromptId promptId);

  /**
   * Gives memory back. To be called between prompts.
   *
   * @param unloadModels drops models from devices
   * @param dropCache drops all node results as well
   */
  void free(boolean unloadModels, boolean dropCache);

  /** What the worker computes on, primary device first. */
  List<Device> devices();

  /** The version of LibTorch in the processes that it starts; empty when it starts none with it. */
  default Optional<String> torchVersion() {
    return Optional.empty();
  }

  /** Begins to end what {@link #close} would have to wait for. */
  default void beginClosing() {}

  @Override
  void close();
}
