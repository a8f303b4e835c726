package io.atelier.persistence.queue;

import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.claim.PromptRows;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.prompt.PromptId;
import io.atelier.queue.PromptIdTakenException;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptState;
import io.atelier.queue.QueuedPrompt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A queue in a database, which outlives the server and may be shared by several.
 *
 * <p>{@link #add} returns when the prompt is stored. Its graph is read back only where this server
 * has not seen it come: prompts do not change, so those that it has are kept beside their rows,
 * secrets included, which are never stored.
 */
public final class DurablePromptQueue implements PromptQueue {
  /** How soon a prompt that came by way of another server is noticed. */
  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  private static final String NOT_UNIQUE = "23505";

  /** The member of a prompt's extra data that is its priority: a whole number, 0 by default. */
  private static final String PRIORITY = "atelier_priority";

  /** Documents whose prompts are kept beside their rows; there may be far more in the queue. */
  private static final long MOST_KNOWN_BYTES =
      Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

  private final Database database;
  private final Claims claims;
  private final Doorbell doorbell;
  private final KnownPrompts known = new KnownPrompts(MOST_KNOWN_BYTES);
  private final PromptTaker taker;
  private final QueueListing listing;

  /**
   * @param claims takes note of what is taken here
   * @param doorbell is rung when something may be taken
   */
  public DurablePromptQueue(Database database, Claims claims, Doorbell doorbell, QueueOrder order) {
    this.database = database;
    this.claims = claims;
    this.doorbell = doorbell;
    this.taker = new PromptTaker(database, claims, order, known);
    this.listing = new QueueListing(database, order, known);
  }

  @Override
  public long nextNumber() {
    String query = "select " + database.dialect().next("prompt_number");
    return database.transaction("count a prompt", c -> Sql.number(c, query));
  }

  @Override
  public void add(QueuedPrompt prompt) {
    byte[] document = PromptDocument.write(prompt);
    long seq = database.transaction("store a prompt", c -> insert(c, prompt, document));
    known.put(seq, prompt, document.length);
    database.flush();
    doorbell.ring();
  }

  private static final String INSERT =
      """
      insert into queue_entry (id, place, priority, client, requester, state, created_at, document)
      values (?, ?, ?, ?, ?, 'QUEUED', ?, ?)""";

  /**
   * Adds a row. Its id is unique in the queue, so that a prompt of the same id that ends meanwhile
   * is waited for, and is in the history then.
   */
  private static long insert(Connection c, QueuedPrompt prompt, byte[] document)
      throws SQLException {
    String key = Key.of(prompt.id().value());
    long seq;
    try {
      seq =
          Sql.insert(
              c,
              INSERT,
              key,
              prompt.number().doubleValue(),
              prompt.extraData().get(PRIORITY) instanceof Long priority ? priority.intValue() : 0,
              Key.ofNullable(prompt.extraData().clientId()),
              prompt.requester().id(),
              prompt.createdAt(),
              document);
    } catch (SQLException e) {
      if (NOT_UNIQUE.equals(e.getSQLState())) {
        throw new PromptIdTakenException(prompt.id());
      }
      throw e;
    }
    if (Sql.number(c, "select count(*) from history_entry where id = ?", key) > 0) {
      throw new PromptIdTakenException(prompt.id());
    }
    return seq;
  }

  @Override
  public Optional<QueuedPrompt> take(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      long heard = doorbell.rings();
      Optional<QueuedPrompt> taken = taker.take();
      long left = end - System.nanoTime();
      if (taken.isPresent() || left <= 0) {
        return taken;
      }
      doorbell.await(heard, Math.min(left, LOOK_NANOS));
    }
  }

  @Override
  public void finish(QueuedPrompt prompt) {
    Claims.Claim claim = claims.of(prompt);
    if (claim == null) {
      return;
    }
    database.change("finish a prompt", c -> PromptRows.end(c, claim));
    claims.drop(prompt);
    known.remove(claim.seq());
  }

  private static final String WAITING =
      "select seq from queue_entry where id = ? and state = 'QUEUED' order by place, seq";

  @Override
  public boolean delete(PromptId id) {
    String key = Key.of(id.value());
    return database.transaction(
        "delete a prompt",
        c -> {
          Optional<Long> seq = Sql.first(c, WAITING, row -> row.getLong(1), key);
          if (seq.isEmpty() || !PromptRows.deleteWaiting(c, seq.get())) {
            return false;
          }
          PromptRows.remember(c, key, PromptState.CANCELED);
          known.remove(seq.get());
          return true;
        });
  }

  @Override
  public void clear() {
    database.change(
        "clear the queue",
        c -> {
          for (QueueListing.Row row : listing.waiting(c)) {
            if (PromptRows.deleteWaiting(c, row.place().seq())) {
              PromptRows.remember(c, row.id(), PromptState.CANCELED);
              known.remove(row.place().seq());
            }
          }
        });
  }

  @Override
  public Snapshot snapshot() {
    return listing.snapshot();
  }

  @Override
  public int remaining() {
    return (int)
        (long)
            database.transaction(
                "count the queue", c -> Sql.number(c, "select count(*) from queue_entry"));
  }

  private static final String LENGTHS =
      """
      select count(case state when 'QUEUED' then 1 end),
        count(case state when 'RUNNING' then 1 end),
        coalesce(min(case state when 'QUEUED' then created_at end), 0)
      from queue_entry""";

  @Override
  public Lengths lengths() {
    return database
        .transaction(
            "measure the queue",
            c ->
                Sql.first(
                    c, LENGTHS, row -> new Lengths(row.getInt(1), row.getInt(2), row.getLong(3))))
        .orElseThrow();
  }

  /** How many prompts this server has begun that had been begun before. */
  public long repeated() {
    return taker.repeated();
  }

  /** Gives prompts whose number has changed their new one, keeping what came with them. */
  void renumber(PromptId id, double place) {
    known.renumber(id, place);
  }

  /** Forgets prompts whose rows are gone, since other servers have run them. */
  public void forgetGone() {
    Set<Long> before = known.rows();
    Set<Long> rows =
        database.transaction(
            "list the queue",
            c -> new HashSet<>(Sql.list(c, "select seq from queue_entry", row -> row.getLong(1))));
    before.forEach(
        seq -> {
          if (!rows.contains(seq)) {
            known.remove(seq);
          }
        });
  }
}
