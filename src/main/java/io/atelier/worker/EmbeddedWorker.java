package io.atelier.worker;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.message.MessageBus;
import io.atelier.prompt.PromptId;
import java.util.List;

/** Runs prompts in this JVM. */
public final class EmbeddedWorker implements Worker {
  private final PromptExecutor executor;
  private final Models models;

  public EmbeddedWorker(PromptExecutor executor, Models models) {
    this.executor = executor;
    this.models = models;
  }

  @Override
  public ExecutionResult run(PromptJob job, MessageBus bus) {
    ExecutionResult result = executor.run(job, bus);
    if (result.exhaustedDevice()) {
      models.unload();
    }
    return result;
  }

  @Override
  public void interrupt(PromptId promptId) {
    executor.interrupt(promptId);
  }

  @Override
  public void free(boolean unloadModels, boolean dropCache) {
    if (dropCache) {
      executor.clear();
    }
    if (unloadModels) {
      models.unload();
    }
  }

  @Override
  public List<Device> devices() {
    return List.of(models.device());
  }

  @Override
  public void close() {
    executor.clear();
    models.unload();
  }
}
