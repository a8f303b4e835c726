package io.atelier.persistence.queue;

import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.claim.PromptRows;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.persistence.document.PromptFacts;
import io.atelier.persistence.document.StoredDocument;
import io.atelier.persistence.document.StoredDocument.Column;
import io.atelier.persistence.document.StoredDocument.Place;
import io.atelier.prompt.PromptId;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.PromptIdTakenException;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptState;
import io.atelier.queue.QueuedPrompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

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
  private final QueueOrder order;
  private final KnownPrompts known = new KnownPrompts(MOST_KNOWN_BYTES);
  private final LongAdder repeated = new LongAdder();

  /**
   * @param claims takes note of what is taken here
   * @param doorbell is rung when something may be taken
   */
  public DurablePromptQueue(Database database, Claims claims, Doorbell doorbell, QueueOrder order) {
    this.database = database;
    this.claims = claims;
    this.doorbell = doorbell;
    this.order = order;
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
              "insert into queue_entry (id, place, priority, client, state, created_at, document)"
                  + " values (?, ?, ?, ?, 'QUEUED', ?, ?)",
              key,
              prompt.number().doubleValue(),
              prompt.extraData().get(PRIORITY) instanceof Long priority ? priority.intValue() : 0,
              Key.ofNullable(prompt.extraData().clientId()),
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
      Optional<QueuedPrompt> taken = claim();
      long left = end - System.nanoTime();
      if (taken.isPresent() || left <= 0) {
        return taken;
      }
      doorbell.await(heard, Math.min(left, LOOK_NANOS));
    }
  }

  private record Next(long seq, int attempts, @Nullable String client) {}

  private record Taken(QueuedPrompt prompt, Claims.Claim claim) {}

  /** The first waiting prompt, made this server's; empty when none waits. */
  private Optional<QueuedPrompt> claim() {
    Optional<Taken> taken = database.transaction("take a prompt", this::claim);
    taken.ifPresent(
        t -> {
          claims.hold(t.prompt(), t.claim());
          repeated.add(t.claim().attempt() > 1 ? 1 : 0);
        });
    return taken.map(Taken::prompt);
  }

  /** Where rows cannot be locked, another taker may be quicker: then the next one is tried. */
  private Optional<Taken> claim(Connection c) throws SQLException {
    String server = claims.server();
    String query = order.next(database.dialect());
    while (true) {
      Optional<Next> found = Sql.first(c, query, DurablePromptQueue::next, server);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Next next = found.get();
      int won =
          Sql.update(
              c,
              "update queue_entry set state = 'RUNNING', server = ?, attempts = attempts + 1"
                  + " where seq = ? and state = 'QUEUED'",
              server,
              next.seq());
      if (won == 1) {
        if (order == QueueOrder.FAIR) {
          serve(c, next.client() == null ? "" : next.client());
        }
        QueuedPrompt prompt = prompt(c, next.seq()).orElseThrow();
        return Optional.of(
            new Taken(prompt, new Claims.Claim(next.seq(), server, next.attempts() + 1)));
      }
    }
  }

  private static Next next(ResultSet row) throws SQLException {
    return new Next(row.getLong("seq"), row.getInt("attempts"), row.getString("client"));
  }

  private void serve(Connection c, String client) throws SQLException {
    String next = database.dialect().next("turn_number");
    if (Sql.update(c, "update client_turn set turn = " + next + " where client = ?", client) == 0) {
      Sql.update(c, "insert into client_turn (client, turn) values (?, " + next + ")", client);
    }
  }

  /** The prompt of a row, as it came where that is known. */
  private Optional<QueuedPrompt> prompt(Connection c, long seq) throws SQLException {
    Optional<QueuedPrompt> own = known.whole(seq);
    return own.isPresent()
        ? own
        : Sql.first(
                c,
                "select place, document from queue_entry where seq = ?",
                DurablePromptQueue::read,
                seq)
            .map(read -> known.withSecrets(seq, read));
  }

  private static QueuedPrompt read(ResultSet row) throws SQLException {
    return at(PromptDocument.read(Sql.document(row, "document")), row.getDouble("place"));
  }

  private static QueuedPrompt at(QueuedPrompt stored, double place) {
    boolean unchanged = Double.compare(stored.number().doubleValue(), place) == 0;
    return unchanged ? stored : stored.at(place);
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

  @Override
  public boolean delete(PromptId id) {
    String key = Key.of(id.value());
    return database.transaction(
        "delete a prompt",
        c -> {
          Optional<Long> seq =
              Sql.first(
                  c,
                  "select seq from queue_entry where id = ? and state = 'QUEUED' order by place, seq",
                  row -> row.getLong(1),
                  key);
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
          for (Row row : rows(c, order.waiting(Row.COLUMNS))) {
            if (PromptRows.deleteWaiting(c, row.place().seq())) {
              PromptRows.remember(c, row.id(), PromptState.CANCELED);
              known.remove(row.place().seq());
            }
          }
        });
  }

  /** Where a prompt is, its key and its number. */
  private record Row(Place place, String id, double number) {
    static final String COLUMNS = "q.seq, q.created_at, octet_length(q.document), q.id, q.place";

    static Row read(ResultSet row) throws SQLException {
      return new Row(
          new Place(Column.WAITING, row.getLong(1), row.getLong(2), row.getLong(3)),
          row.getString(4),
          row.getDouble(5));
    }
  }

  private static List<Row> rows(Connection c, String query) throws SQLException {
    return Sql.list(c, query, Row::read);
  }

  private record Listed(List<Row> running, List<Row> waiting) {}

  @Override
  public Snapshot snapshot() {
    String running =
        "select " + Row.COLUMNS + " from queue_entry q where q.state = 'RUNNING' order by q.seq";
    Listed listed =
        database.transaction(
            "list the queue",
            c -> new Listed(rows(c, running), rows(c, order.waiting(Row.COLUMNS))));
    return new Snapshot(kept(listed.running()), kept(listed.waiting()));
  }

  private List<? extends KeptPrompt> kept(List<Row> rows) {
    return rows.stream().flatMap(row -> kept(row).stream()).toList();
  }

  /** The prompt of a row; empty when it has just gone. */
  private Optional<? extends KeptPrompt> kept(Row row) {
    long seq = row.place().seq();
    if (known.facts(seq).isEmpty()) {
      StoredDocument.find(database, row.place()).ifPresent(document -> learn(row, document));
    }
    Optional<QueuedPrompt> whole = known.whole(seq);
    return whole.isPresent()
        ? whole
        : known
            .facts(seq)
            .map(facts -> new StoredPrompt(database, row.place(), facts.at(row.number())));
  }

  /** Takes note of a prompt that came by way of another server, or before this one began. */
  private void learn(Row row, StoredDocument document) {
    Place place = row.place();
    if (place.isLong()) {
      known.put(place.seq(), facts(document));
    } else {
      QueuedPrompt read = document.read(PromptDocument::read);
      known.put(place.seq(), at(read, row.number()), place.length());
    }
  }

  private static PromptFacts facts(StoredDocument document) {
    try {
      return PromptFacts.read(document.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int remaining() {
    return (int)
        (long)
            database.transaction(
                "count the queue", c -> Sql.number(c, "select count(*) from queue_entry"));
  }

  @Override
  public Lengths lengths() {
    return database.transaction(
        "measure the queue",
        c ->
            Sql.list(
                    c,
                    "select count(case state when 'QUEUED' then 1 end),"
                        + " count(case state when 'RUNNING' then 1 end),"
                        + " coalesce(min(case state when 'QUEUED' then created_at end), 0)"
                        + " from queue_entry",
                    row -> new Lengths(row.getInt(1), row.getInt(2), row.getLong(3)))
                .get(0));
  }

  /** How many prompts this server has begun that had been begun before. */
  public long repeated() {
    return repeated.sum();
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
