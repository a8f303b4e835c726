package io.atelier.app;

import io.atelier.message.MessageBus;
import io.atelier.persistence.cluster.MessageRelay;
import io.atelier.queue.AnnouncedQueue;
import io.atelier.websocket.SessionRegistry;
import io.atelier.worker.Workers;
import java.util.List;
import java.util.Optional;

/** The way of messages to clients: straight to those here, or by a relay to other servers' too. */
public final class Delivery {
  private final Stores stores;
  private final SessionRegistry sessions;
  private final Optional<MessageRelay> relay;

  Delivery(Stores stores, SessionRegistry sessions) {
    this.stores = stores;
    this.sessions = sessions;
    this.relay = stores.relay(sessions);
    relay.ifPresent(sessions::watchedBy);
  }

  /** What prompts and the queue publish on. */
  MessageBus bus() {
    return relay.<MessageBus>map(r -> r).orElse(sessions);
  }

  /** What is to run for as long as the server does. */
  List<Runnable> tasks(AnnouncedQueue queue, Workers workers) {
    look();
    return relay
        .map(r -> List.of(r, r.listener(neighbours(queue, r.here(), workers))))
        .orElse(List.of());
  }

  /** What is to be done when other servers ring. */
  private MessageRelay.Neighbours neighbours(
      AnnouncedQueue announced, MessageBus here, Workers workers) {
    return new MessageRelay.Neighbours() {
      @Override
      public void queueChanged() {
        stores.ring();
        announced.announceTo(here);
      }

      @Override
      public void interruptsAsked() {
        stores.askedToInterrupt().forEach(workers::interrupt);
      }
    };
  }

  /** To be called at every beat. */
  void look() {
    relay.ifPresent(r -> r.look(stores.others()));
  }

  /** To be called when no more is to be told. */
  void leave() {
    relay.ifPresent(MessageRelay::leave);
  }
}
