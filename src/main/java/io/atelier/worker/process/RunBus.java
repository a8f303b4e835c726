package io.atelier.worker.process;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;

/**
 * What the child tells of one prompt: everything until its result, nothing afterwards, in one
 * order.
 */
final class RunBus implements MessageBus {
  private final Outbox outbox;
  private final Runnable published;
  private boolean over;

  /**
   * @param published called at every message, on the thread that publishes it
   */
  RunBus(Outbox outbox, Runnable published) {
    this.outbox = outbox;
    this.published = published;
  }

  @Override
  public void publish(Audience audience, Message message) {
    published.run();
    synchronized (this) {
      if (!over) {
        send(new Packet.Published(audience, message));
      }
    }
  }

  synchronized void finish(Packet.Finished finished) {
    over = true;
    send(finished);
  }

  private void send(Packet packet) {
    try {
      outbox.send(packet);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("the worker process is ending"));
    }
  }
}
