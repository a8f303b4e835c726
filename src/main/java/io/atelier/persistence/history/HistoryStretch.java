package io.atelier.persistence.history;

import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/** The rows of a stretch of the history, oldest first, some at a time; none that come later. */
final class HistoryStretch implements Iterator<HistoryRow> {
  private static final int PAGE = 500;

  private final Database database;
  private final long newest;
  private final Queue<HistoryRow> page = new ArrayDeque<>();
  private long next;
  private long left;

  /**
   * A stretch that is looked up at once.
   *
   * @param offset rows to skip from the oldest; negative for the last ones
   * @param most rows; negative for all
   */
  HistoryStretch(Database database, int offset, int most) {
    this.database = database;
    this.left = most < 0 ? Long.MAX_VALUE : most;
    Bounds bounds = bounds(offset, most);
    this.next = bounds.first();
    this.newest = bounds.last();
  }

  private static final String FIRST_OF_LAST =
      """
      select coalesce(min(seq), 0)
      from (select seq from history_entry order by seq desc limit ?) t""";

  private record Bounds(long first, long last) {}

  private Bounds bounds(int offset, int most) {
    return database.transaction(
        "look the history through",
        c -> {
          long last = Sql.number(c, "select coalesce(max(seq), 0) from history_entry");
          if (offset < 0 && most >= 0) {
            return new Bounds(Sql.number(c, FIRST_OF_LAST, most), last);
          }
          if (offset <= 0) {
            return new Bounds(Long.MIN_VALUE, last);
          }
          Optional<Long> first =
              Sql.first(
                  c,
                  "select seq from history_entry order by seq limit 1 offset ?",
                  row -> row.getLong(1),
                  offset);
          return new Bounds(first.orElse(last + 1), last);
        });
  }

  @Override
  public boolean hasNext() {
    if (page.isEmpty() && left > 0 && next <= newest) {
      fetch();
    }
    return !page.isEmpty();
  }

  private static final String STRETCH =
      """
      select %s from history_entry
      where seq >= ? and seq <= ? order by seq limit ?"""
          .formatted(HistoryRow.COLUMNS);

  private void fetch() {
    List<HistoryRow> rows =
        database.transaction(
            "look the history through",
            c -> Sql.list(c, STRETCH, HistoryRow::read, next, newest, Math.min(PAGE, left)));
    page.addAll(rows);
    left -= rows.size();
    next = rows.isEmpty() ? Long.MAX_VALUE : rows.get(rows.size() - 1).seq() + 1;
  }

  @Override
  public HistoryRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.remove();
  }
}
