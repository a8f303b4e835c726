package io.atelier.queue;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.prompt.PromptId;
import java.time.Duration;
import java.util.Optional;

/**
 * A queue that counts what it takes, and tells every client its length whenever that changes.
 * Changes and their announcements go together, so that the lengths are told in the order in which
 * they came about.
 */
public final class AnnouncedQueue implements PromptQueue {
  private final PromptQueue queue;
  private final MessageBus bus;
  private final PromptCounts counts;

  public AnnouncedQueue(PromptQueue queue, MessageBus bus, PromptCounts counts) {
    this.queue = queue;
    this.bus = bus;
    this.counts = counts;
  }

  private void announce() {
    announceTo(bus);
  }

  /** Tells the length once more, such as when another server has changed it. */
  public synchronized void announceTo(MessageBus audience) {
    audience.publish(Audience.EVERYONE, new Message.Status(queue.remaining()));
  }

  @Override
  public long nextNumber() {
    return queue.nextNumber();
  }

  @Override
  public synchronized void add(QueuedPrompt prompt) {
    queue.add(prompt);
    counts.accept();
    announce();
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
  public synchronized void finish(QueuedPrompt prompt) {
    queue.finish(prompt);
    announce();
  }

  @Override
  public synchronized boolean delete(PromptId id) {
    boolean deleted = queue.delete(id);
    if (deleted) {
      announce();
      if (queue.lengths().waiting() == 0) {
        // The original empties the queue then, which it announces once more.
        announce();
      }
    }
    return deleted;
  }

  @Override
  public synchronized void clear() {
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

  @Override
  public Lengths lengths() {
    return queue.lengths();
  }
}
