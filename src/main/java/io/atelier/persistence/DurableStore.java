package io.atelier.persistence;

import io.atelier.message.Mailboxes;
import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.claim.PromptRows;
import io.atelier.persistence.cluster.InterruptRequests;
import io.atelier.persistence.cluster.MessageRelay;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import io.atelier.persistence.history.DurableHistory;
import io.atelier.persistence.lease.Recovery;
import io.atelier.persistence.lease.ServerLease;
import io.atelier.persistence.queue.Doorbell;
import io.atelier.persistence.queue.DurablePromptQueue;
import io.atelier.persistence.queue.DurableQueueControl;
import io.atelier.persistence.queue.QueueOrder;
import io.atelier.prompt.PromptId;
import io.atelier.queue.PromptState;
import io.atelier.queue.PromptStatus;
import io.atelier.queue.PromptStatuses;
import io.atelier.queue.QueueControl;
import io.atelier.queue.QueuedPrompt;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queue and the history of one server in one database, put together. */
public final class DurableStore implements PromptStatuses {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final System.Logger LOG = System.getLogger(DurableStore.class.getName());

  private final Database database;
  private final Claims claims = new Claims();
  private final Doorbell doorbell = new Doorbell();
  private final DurablePromptQueue queue;
  private final DurableHistory history;
  private final ServerLease lease;
  private final DurableQueueControl control;
  private final InterruptRequests interrupts;

  /**
   * How the store behaves.
   *
   * @param historyLimit entries kept
   * @param maxAttempts how often a prompt is begun at most; 1 marks those of a dead server as lost
   * @param fair whether clients take turns
   * @param patience looks at a standing beat after which its server is dead
   */
  public record Options(long historyLimit, int maxAttempts, boolean fair, int patience) {
    public static final Options DEFAULT = new Options(10_000, 3, false, 5);
  }

  /** Joins the servers of a database. */
  public DurableStore(Database database, Options options) {
    this.database = database;
    this.interrupts = new InterruptRequests(database, claims);
    this.queue =
        new DurablePromptQueue(
            database, claims, doorbell, options.fair() ? QueueOrder.FAIR : QueueOrder.CLASSIC);
    this.control = new DurableQueueControl(database, queue, doorbell);
    this.history = new DurableHistory(database, claims, options.historyLimit(), PAUSE);
    this.lease =
        new ServerLease(
            database,
            claims,
            new Recovery(database.dialect(), options.maxAttempts()),
            options.patience());
    int recovered = lease.join();
    if (recovered > 0) {
      LOG.log(Level.INFO, "{0} prompts of a dead server are recovered", recovered);
    }
  }

  public DurablePromptQueue queue() {
    return queue;
  }

  public DurableHistory history() {
    return history;
  }

  public QueueControl control() {
    return control;
  }

  /** A relay to the clients of other servers; empty where no other can have the database open. */
  public Optional<MessageRelay> relay(Mailboxes boxes) {
    return database.dialect().exclusive()
        ? Optional.empty()
        : Optional.of(new MessageRelay(database, boxes, claims::server));
  }

  /** How many other servers there were at the last look. */
  public int others() {
    return lease.others();
  }

  /** Has the queue looked at: something may have come by way of another server. */
  public void ring() {
    doorbell.ring();
  }

  /** What is asked of, and by, the servers that run prompts. */
  public InterruptRequests interrupts() {
    return interrupts;
  }

  /**
   * One sign of life and one look at the other servers; to be called at a steady pace.
   *
   * @return prompts to be interrupted: they run here though they are no longer this server's, or
   *     somebody at another server wants it
   */
  public List<PromptId> beat() {
    ServerLease.Beat beat = lease.beat();
    if (beat.recovered() > 0) {
      doorbell.ring();
    }
    queue.forgetGone();
    return beat.alive()
        ? interrupts.pending()
        : claims.prompts().stream().map(QueuedPrompt::id).toList();
  }

  /**
   * Hands the running prompts back, to wait in their old places, and leaves the servers.
   *
   * @return the prompts, to be interrupted; their ends do not count
   */
  public List<PromptId> leave() {
    List<PromptId> released = new ArrayList<>();
    for (QueuedPrompt prompt : claims.prompts()) {
      Claims.Claim claim = claims.of(prompt);
      if (claim != null
          && database.transaction("hand a prompt back", c -> PromptRows.release(c, claim))) {
        released.add(prompt.id());
      }
    }
    lease.leave();
    return released;
  }

  /** How many prompts this server has begun that had been begun before. */
  public long repeated() {
    return queue.repeated();
  }

  /** Where a prompt may be, in the order in which it moves. */
  private static final List<String> PLACES =
      List.of(
          "select state, attempts from queue_entry where id = ? order by state desc",
          "select state, attempts from history_entry where id = ?",
          "select state, 0 as attempts from past_prompt where id = ?");

  @Override
  public PromptStatus of(PromptId id) {
    String key = Key.of(id.value());
    return database.transaction(
        "look a prompt up",
        c -> {
          for (String place : PLACES) {
            Optional<PromptStatus> found = Sql.first(c, place, DurableStore::status, key);
            if (found.isPresent()) {
              return found.get();
            }
          }
          return PromptStatus.UNKNOWN;
        });
  }

  private static PromptStatus status(ResultSet row) throws SQLException {
    return new PromptStatus(PromptState.valueOf(row.getString(1)), row.getInt(2));
  }
}
