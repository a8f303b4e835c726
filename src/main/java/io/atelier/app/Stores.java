package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.message.Mailboxes;
import io.atelier.persistence.cluster.MessageRelay;
import io.atelier.prompt.PromptId;
import io.atelier.queue.History;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptStatuses;
import io.atelier.queue.QueueControl;
import java.util.List;
import java.util.Optional;

/** Where this server keeps its prompts, alone or together with other servers. */
public interface Stores extends AutoCloseable {
  /** Opens what the settings name: a database, or memory. */
  static Stores open(AtelierSettings settings) {
    return settings.queue().durable()
        ? DatabaseStores.open(settings)
        : new MemoryStores(settings.queue().historyLimit());
  }

  /** The prompts that wait and run. */
  PromptQueue queue();

  /** The prompts that have ended. */
  History history();

  /** What has become of prompts. */
  PromptStatuses statuses();

  /** Pausing and reordering; empty for a queue that is one line and cannot be paused. */
  Optional<QueueControl> control();

  /** A relay to the clients of other servers; empty where there can be none. */
  Optional<MessageRelay> relay(Mailboxes boxes);

  /** Has the queue looked at: something may have come by way of another server. */
  void ring();

  /** Asks the server that runs a prompt to interrupt it, if that is another one. */
  void askToInterrupt(PromptId id);

  /** The prompts that run here and that somebody at another server wants interrupted. */
  List<PromptId> askedToInterrupt();

  /** How many other servers there were at the last beat. */
  int others();

  /** Keeps the lease; returns prompts that run here and are to be interrupted. */
  List<PromptId> beat();

  /** Hands running prompts back; returns those that are to be interrupted. */
  List<PromptId> leave();

  /** Prompts begun here that had been begun before. */
  long repeated();

  /** Whether prompts can be stored. */
  boolean answers();

  @Override
  void close();
}
