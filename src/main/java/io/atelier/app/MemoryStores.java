package io.atelier.app;

import io.atelier.message.Mailboxes;
import io.atelier.persistence.cluster.MessageRelay;
import io.atelier.prompt.PromptId;
import io.atelier.queue.History;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.MemoryHistory;
import io.atelier.queue.MemoryPromptQueue;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptStatuses;
import io.atelier.queue.QueueControl;
import java.util.List;
import java.util.Optional;

/** Prompts in the memory of this server, which is alone with them; they end with it. */
final class MemoryStores implements Stores {
  private final MemoryHistory history;
  private final MemoryPromptQueue queue;

  /**
   * @param historyLimit entries kept
   */
  MemoryStores(long historyLimit) {
    this.history = new MemoryHistory(historyLimit);
    this.queue = new MemoryPromptQueue(history);
  }

  @Override
  public PromptQueue queue() {
    return queue;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public PromptStatuses statuses() {
    return PromptStatuses.of(queue, history);
  }

  @Override
  public Optional<QueueControl> control() {
    return Optional.empty();
  }

  @Override
  public Optional<MessageRelay> relay(Mailboxes boxes) {
    return Optional.empty();
  }

  /** Nothing comes but by way of this server, whose takers know. */
  @Override
  public void ring() {}

  /** All prompts run here. */
  @Override
  public void askToInterrupt(PromptId id) {}

  @Override
  public List<PromptId> askedToInterrupt() {
    return List.of();
  }

  @Override
  public int others() {
    return 0;
  }

  @Override
  public List<PromptId> beat() {
    return List.of();
  }

  @Override
  public List<PromptId> leave() {
    return queue.snapshot().running().stream().map(KeptPrompt::id).toList();
  }

  @Override
  public long repeated() {
    return 0;
  }

  @Override
  public boolean answers() {
    return true;
  }

  /** Memory needs no closing. */
  @Override
  public void close() {}
}
