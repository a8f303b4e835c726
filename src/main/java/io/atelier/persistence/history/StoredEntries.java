package io.atelier.persistence.history;

import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import io.atelier.persistence.document.StoredDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;

/**
 * Entries of the history, fetched when they are asked for: short ones some at a time, long ones
 * each by itself. Rows that go meanwhile are left out.
 */
final class StoredEntries implements Iterator<StoredEntry> {
  private static final long BATCH_BYTES = 1 << 20;
  private static final int BATCH_ROWS = 64;

  private final Database database;
  private final Ahead rows;
  private final Queue<StoredEntry> ready = new ArrayDeque<>();

  /** Rows in order, which can be looked at before they are taken. */
  private static final class Ahead {
    private final Iterator<HistoryRow> rows;
    private Optional<HistoryRow> next = Optional.empty();

    Ahead(Iterator<HistoryRow> rows) {
      this.rows = rows;
    }

    Optional<HistoryRow> peek() {
      if (next.isEmpty() && rows.hasNext()) {
        next = Optional.of(rows.next());
      }
      return next;
    }

    HistoryRow take() {
      HistoryRow taken = peek().orElseThrow();
      next = Optional.empty();
      return taken;
    }
  }

  StoredEntries(Database database, Iterator<HistoryRow> rows) {
    this.database = database;
    this.rows = new Ahead(rows);
  }

  /** The entry of a row; empty when it has gone. */
  static Optional<StoredEntry> find(Database database, HistoryRow row) {
    StoredEntries one = new StoredEntries(database, List.of(row).iterator());
    return one.hasNext() ? Optional.of(one.next()) : Optional.empty();
  }

  private Optional<StoredEntry> open(HistoryRow row) {
    return StoredDocument.find(database, row.prompt())
        .flatMap(
            prompt ->
                StoredDocument.find(database, row.result())
                    .map(result -> StoredEntry.of(row, prompt, result, database.openedAt())));
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.peek().isPresent()) {
      if (rows.peek().orElseThrow().isLong()) {
        open(rows.take()).ifPresent(ready::add);
      } else {
        ready.addAll(fetch(batch()));
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public StoredEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private List<HistoryRow> batch() {
    List<HistoryRow> batch = new ArrayList<>();
    long bytes = 0;
    while (batch.size() < BATCH_ROWS
        && bytes < BATCH_BYTES
        && rows.peek().filter(row -> !row.isLong()).isPresent()) {
      HistoryRow row = rows.take();
      bytes += row.bytes();
      batch.add(row);
    }
    return batch;
  }

  private List<StoredEntry> fetch(List<HistoryRow> batch) {
    Map<Long, StoredEntry> found = new HashMap<>();
    database.change("read finished prompts", c -> fetch(c, batch, found));
    return batch.stream()
        .flatMap(row -> Optional.ofNullable(found.get(row.seq())).stream())
        .toList();
  }

  private void fetch(Connection c, List<HistoryRow> batch, Map<Long, StoredEntry> found)
      throws SQLException {
    Map<Long, HistoryRow> bySeq = new HashMap<>();
    batch.forEach(row -> bySeq.put(row.seq(), row));
    String places = String.join(", ", Collections.nCopies(batch.size(), "?"));
    Sql.list(
            c,
            "select seq, prompt, result from history_entry where seq in (%s)".formatted(places),
            row ->
                entry(
                    Objects.requireNonNull(bySeq.get(row.getLong("seq"))),
                    Sql.document(row, "prompt"),
                    Sql.document(row, "result")),
            batch.stream().map(HistoryRow::seq).toArray())
        .forEach(entry -> found.put(entry.seq(), entry.entry()));
  }

  private record Found(long seq, StoredEntry entry) {}

  private Found entry(HistoryRow row, byte[] prompt, byte[] result) {
    return new Found(
        row.seq(),
        StoredEntry.of(
            row,
            StoredDocument.whole(database, row.prompt(), prompt),
            StoredDocument.whole(database, row.result(), result),
            database.openedAt()));
  }
}
