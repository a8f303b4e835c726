package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.config.QueueSettings;
import io.atelier.message.Mailboxes;
import io.atelier.message.MessageBus;
import io.atelier.persistence.DurableStore;
import io.atelier.persistence.cluster.MessageRelay;
import io.atelier.persistence.database.Database;
import io.atelier.prompt.PromptId;
import io.atelier.queue.AnnouncedQueue;
import io.atelier.queue.History;
import io.atelier.queue.Interrupts;
import io.atelier.queue.MemoryHistory;
import io.atelier.queue.MemoryPromptQueue;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptStatuses;
import io.atelier.queue.QueueControl;
import io.atelier.worker.Workers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where this server keeps its prompts: in a database, or in memory. */
public final class Stores implements AutoCloseable {
  /** Looks at the standing beat of another server after which it is taken for dead. */
  private static final int PATIENCE = 5;

  private final PromptQueue queue;
  private final History history;
  private final @Nullable Database database;
  private final @Nullable DurableStore durable;

  private Stores(
      PromptQueue queue,
      History history,
      @Nullable Database database,
      @Nullable DurableStore durable) {
    this.queue = queue;
    this.history = history;
    this.database = database;
    this.durable = durable;
  }

  static Stores open(AtelierSettings settings) {
    QueueSettings queue = settings.queue();
    if (!queue.durable()) {
      MemoryHistory history = new MemoryHistory(queue.historyLimit());
      return new Stores(new MemoryPromptQueue(history), history, null, null);
    }
    String url =
        queue.dbUrl().isEmpty()
            ? Database.fileUrl(settings.baseDirectory().resolve("database").resolve("atelier"))
            : queue.dbUrl();
    Database database = Database.open(url, queue.dbUser(), queue.dbPassword(), queue.dbSync());
    DurableStore durable =
        new DurableStore(
            database,
            new DurableStore.Options(
                queue.historyLimit(), queue.maxAttempts(), queue.fairShare(), PATIENCE));
    return new Stores(durable.queue(), durable.history(), database, durable);
  }

  PromptQueue queue() {
    return queue;
  }

  History history() {
    return history;
  }

  PromptStatuses statuses() {
    return durable == null ? PromptStatuses.of(queue, history) : durable;
  }

  /** Empty for a queue in memory, which is one line and cannot be paused. */
  Optional<QueueControl> control() {
    return durable == null ? Optional.empty() : Optional.of(durable.control());
  }

  /** A relay to other servers; empty where there can be none. */
  Optional<MessageRelay> relay(Mailboxes boxes) {
    return durable == null ? Optional.empty() : durable.relay(boxes);
  }

  /** The other half of {@link #relay}: what is to be done when other servers ring. */
  MessageRelay.Neighbours neighbours(AnnouncedQueue announced, MessageBus here, Workers workers) {
    DurableStore store = Objects.requireNonNull(durable, "a queue in memory has no neighbours");
    return new MessageRelay.Neighbours() {
      @Override
      public void queueChanged() {
        store.ring();
        announced.announceTo(here);
      }

      @Override
      public void interruptsAsked() {
        store.interrupts().pending().forEach(workers::interrupt);
      }
    };
  }

  /** Interrupts prompts here and elsewhere. */
  Interrupts interrupts(Workers workers) {
    return id -> {
      workers.interrupt(id);
      if (durable != null) {
        durable.interrupts().ask(id);
      }
    };
  }

  /** How many other servers there were at the last beat. */
  int others() {
    return durable == null ? 0 : durable.others();
  }

  /** Keeps the lease; returns prompts that run here and are to be interrupted. */
  List<PromptId> beat() {
    return durable == null ? List.of() : durable.beat();
  }

  /** Hands running prompts back; returns those that are to be interrupted. */
  List<PromptId> leave() {
    return durable == null
        ? queue.snapshot().running().stream().map(prompt -> prompt.id()).toList()
        : durable.leave();
  }

  /** Prompts begun here that had been begun before; a queue in memory has none. */
  public long repeated() {
    return durable == null ? 0 : durable.repeated();
  }

  /** Whether prompts can be stored. */
  public boolean answers() {
    return database == null || database.answers();
  }

  @Override
  public void close() {
    if (database != null) {
      database.close();
    }
  }
}
