package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.config.QueueSettings;
import io.atelier.message.Mailboxes;
import io.atelier.persistence.DurableStore;
import io.atelier.persistence.cluster.MessageRelay;
import io.atelier.persistence.database.Database;
import io.atelier.prompt.PromptId;
import io.atelier.queue.History;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptStatuses;
import io.atelier.queue.QueueControl;
import java.util.List;
import java.util.Optional;

/** Prompts in a database, which outlive this server and may be shared with others. */
final class DatabaseStores implements Stores {
  /** Looks at the standing beat of another server after which it is taken for dead. */
  private static final int PATIENCE = 5;

  private final Database database;
  private final DurableStore store;

  private DatabaseStores(Database database, DurableStore store) {
    this.database = database;
    this.store = store;
  }

  /** Opens the database of the settings, by default a file below the base directory. */
  static DatabaseStores open(AtelierSettings settings) {
    QueueSettings queue = settings.queue();
    String url =
        queue.dbUrl().isEmpty()
            ? Database.fileUrl(settings.baseDirectory().resolve("database").resolve("atelier"))
            : queue.dbUrl();
    Database database = Database.open(url, queue.dbUser(), queue.dbPassword(), queue.dbSync());
    return new DatabaseStores(
        database,
        new DurableStore(
            database,
            new DurableStore.Options(
                queue.historyLimit(), queue.maxAttempts(), queue.fairShare(), PATIENCE)));
  }

  @Override
  public PromptQueue queue() {
    return store.queue();
  }

  @Override
  public History history() {
    return store.history();
  }

  @Override
  public PromptStatuses statuses() {
    return store;
  }

  @Override
  public Optional<QueueControl> control() {
    return Optional.of(store.control());
  }

  @Override
  public Optional<MessageRelay> relay(Mailboxes boxes) {
    return store.relay(boxes);
  }

  @Override
  public void ring() {
    store.ring();
  }

  @Override
  public void askToInterrupt(PromptId id) {
    store.interrupts().ask(id);
  }

  @Override
  public List<PromptId> askedToInterrupt() {
    return store.interrupts().pending();
  }

  @Override
  public int others() {
    return store.others();
  }

  @Override
  public List<PromptId> beat() {
    return store.beat();
  }

  @Override
  public List<PromptId> leave() {
    return store.leave();
  }

  @Override
  public long repeated() {
    return store.repeated();
  }

  @Override
  public boolean answers() {
    return database.answers();
  }

  @Override
  public void close() {
    database.close();
  }
}
