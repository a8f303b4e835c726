package io.atelier.queue;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.prompt.PromptId;
import java.time.Duration;
import java.util.Optional;

/** A queue that tells every client its length whenever it changes. */
public final class AnnouncedQueue implements PromptQueue {
  private final PromptQueue queue;
  private final MessageBus bus;

  public AnnouncedQueue(PromptQueue queue, MessageBus bus) {
    this.queue = queue;
    this.bus = bus;
  }

  private void announce() {
    bus.publish(Audience.EVERYONE, new Message.Status(queue.remaining()));
  }

  @Override
  public long nextNumber() {
    return queue.nextNumber();
  }

  @Override
  public synchronized void add(QueuedPrompt prompt) {
    bus.publish(Audience.EVERYONE, new Message.Status(queue.remaining() + 1));
    queue.add(prompt);
  }

  @Override
  public Optional<QueuedPrompt> take(Duration timeout) throws InterruptedException {
    Optional<QueuedPrompt> taken = queue.take(timeout);
    if (taken.isPresent()) {
      announce();
    }
    return taken;
  }

  @Override
  public void finish(QueuedPrompt prompt) {
    queue.finish(prompt);
    announce();
  }

  @Override
  public boolean delete(PromptId id) {
    boolean deleted = queue.delete(id);
    if (deleted) {
      announce();
    }
    return deleted;
  }

  @Override
  public void clear() {
    queue.clear();
    announce();
  }

  @Override
  public Snapshot snapshot() {
    return queue.snapshot();
  }

  @Override
  public int remaining() {
    return queue.remaining();
  }
}
