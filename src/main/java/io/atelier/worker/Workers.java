package io.atelier.worker;

import io.atelier.prompt.PromptId;
import java.util.List;
import java.util.Optional;

/** The workers of a server, which run prompts at the same time, each on a device of its own. */
public final class Workers implements AutoCloseable {
  private final List<Worker> all;

  /**
   * @param all primary one first; never empty
   */
  public Workers(List<? extends Worker> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no worker");
    }
    this.all = List.copyOf(all);
  }

  public List<Worker> all() {
    return all;
  }

  /** Ends the prompt at its next step, if one of them runs it. */
  public void interrupt(PromptId promptId) {
    all.forEach(worker -> worker.interrupt(promptId));
  }

  /** What they compute on, primary device first. */
  public List<Device> devices() {
    return all.stream().flatMap(worker -> worker.devices().stream()).toList();
  }

  /** The version of LibTorch that they have. */
  public Optional<String> torchVersion() {
    return all.get(0).torchVersion();
  }

  /** They end at the same time, however long each takes. */
  @Override
  public void close() {
    all.forEach(Worker::beginClosing);
    all.forEach(Worker::close);
  }
}
