package io.atelier.persistence.history;

import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.claim.PromptRows;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import io.atelier.prompt.PromptId;
import io.atelier.queue.History;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.HistoryQuery;
import io.atelier.queue.KeptEntry;
import io.atelier.queue.PromptState;
import io.atelier.queue.PromptTakenAwayException;
import io.atelier.queue.StoreException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A history in a database.
 *
 * <p>Adding the end of a prompt that this server has taken moves it, in one transaction, from the
 * queue to the history; when the database is away it is tried again until it is back, since the
 * result exists nowhere else.
 */
public final class DurableHistory implements History {
  private static final System.Logger LOG = System.getLogger(DurableHistory.class.getName());

  /** Keeps transactions short. */
  private static final int EXPIRED_AT_ONCE = 500;

  private final Database database;
  private final Claims claims;
  private final long limit;
  private final Duration pause;
  private final AtomicLong rows = new AtomicLong(-1);

  /**
   * @param claims what this server runs
   * @param limit entries kept; one more drops the oldest
   * @param pause between attempts to store an end
   */
  public DurableHistory(Database database, Claims claims, long limit, Duration pause) {
    this.database = database;
    this.claims = claims;
    this.limit = limit;
    this.pause = pause;
  }

  @Override
  public void add(HistoryEntry entry) {
    Claims.Claim claim = claims.of(entry.prompt());
    FinishedRow row = FinishedRow.of(entry, claim);
    Stored stored = Stored.NOT;
    while (stored == Stored.NOT) {
      try {
        stored = database.transaction("store the end of a prompt", c -> store(c, row, claim));
        database.flush();
      } catch (StoreException e) {
        LOG.log(
            Level.ERROR,
            "the end of prompt " + entry.prompt().id() + " is kept until the database takes it",
            e);
        waitOrGiveUp(e);
      }
    }
    if (stored == Stored.TAKEN_AWAY) {
      claims.drop(entry.prompt());
      throw new PromptTakenAwayException(entry.prompt().id());
    }
    trim(stored == Stored.ADDED ? 1 : 0);
  }

  private enum Stored {
    NOT,
    ADDED,
    REPLACED,
    TAKEN_AWAY
  }

  /** Interruption means that the server stops: the prompt then stays claimed and is recovered. */
  private void waitOrGiveUp(StoreException cause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }

  private static Stored store(Connection c, FinishedRow row, Claims.@Nullable Claim claim)
      throws SQLException {
    if (claim != null && !PromptRows.end(c, claim)) {
      return row.isStored(c) ? Stored.REPLACED : Stored.TAKEN_AWAY;
    }
    return row.write(c) ? Stored.ADDED : Stored.REPLACED;
  }

  /** Drops the oldest entries beyond the limit. */
  private void trim(int added) {
    long known = rows.get();
    long count = known < 0 ? rows.accumulateAndGet(count(), Math::max) : rows.addAndGet(added);
    if (count > limit + 1) {
      drop(count - limit - 1);
      rows.set(count());
    }
  }

  private long count() {
    return database.transaction(
        "count the history", c -> Sql.number(c, "select count(*) from history_entry"));
  }

  private void drop(long most) {
    database.change(
        "trim the history",
        c -> expire(c, "select id from history_entry order by seq limit ?", most));
  }

  /** Drops the entries whose keys a query names; returns how many it named. */
  private static int expire(Connection c, String query, Object... parameters) throws SQLException {
    List<String> ids = Sql.list(c, query, row -> row.getString(1), parameters);
    for (String id : ids) {
      expireOne(c, id);
    }
    return ids.size();
  }

  private static void expireOne(Connection c, String key) throws SQLException {
    if (Sql.update(c, "delete from history_entry where id = ?", key) == 1) {
      PromptRows.remember(c, key, PromptState.EXPIRED);
    }
  }

  @Override
  public Optional<HistoryEntry> find(PromptId id) {
    return open(id).map(KeptEntry::read);
  }

  private static final String FIND =
      "select %s from history_entry where id = ?".formatted(HistoryRow.COLUMNS);

  @Override
  public Optional<? extends KeptEntry> open(PromptId id) {
    return database
        .transaction(
            "find a finished prompt", c -> Sql.first(c, FIND, HistoryRow::read, Key.of(id.value())))
        .flatMap(row -> StoredEntries.find(database, row));
  }

  @Override
  public Iterator<? extends KeptEntry> entries(int offset, int maxItems) {
    return new StoredEntries(database, new HistoryStretch(database, offset, maxItems));
  }

  @Override
  public Page page(HistoryQuery query, int offset, int most) {
    HistorySelection wanted = HistorySelection.of(query);
    return database.transaction(
        "list finished prompts",
        c -> {
          List<HistoryRow> rows =
              Sql.list(c, wanted.page(), HistoryRow::read, wanted.parametersAnd(most, offset));
          return new Page(
              new StoredEntries(database, rows.iterator()),
              (int) Sql.number(c, wanted.count(), wanted.parametersAnd()));
        });
  }

  @Override
  public void delete(PromptId id) {
    database.change("delete a finished prompt", c -> expireOne(c, Key.of(id.value())));
    rows.set(-1);
  }

  @Override
  public void clear() {
    database.change("clear the history", c -> expire(c, "select id from history_entry"));
    rows.set(-1);
  }

  @Override
  public int size() {
    return (int) count();
  }

  private static final String ENDED_BEFORE =
      "select id from history_entry where ended_at < ? order by seq limit ?";

  @Override
  public int expire(long epochMillis) {
    int dropped = 0;
    int some;
    do {
      some =
          database.transaction(
              "expire the history", c -> expire(c, ENDED_BEFORE, epochMillis, EXPIRED_AT_ONCE));
      dropped += some;
    } while (some == EXPIRED_AT_ONCE);
    rows.set(dropped == 0 ? rows.get() : -1);
    return dropped;
  }
}
