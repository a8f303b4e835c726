package io.atelier.persistence.history;

import io.atelier.persistence.document.StoredDocument;
import io.atelier.persistence.document.StoredDocument.Column;
import io.atelier.persistence.document.StoredDocument.Place;
import io.atelier.queue.Requester;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where an entry of the history is, and how much of it there is.
 *
 * @param createdAt in epoch milliseconds
 * @param endedAt likewise
 * @param duration in milliseconds
 * @param promptBytes the length of the prompt's document
 * @param resultBytes the length of the result's document
 */
record HistoryRow(
    long seq,
    Requester requester,
    long createdAt,
    long endedAt,
    long duration,
    long promptBytes,
    long resultBytes) {
  static final String COLUMNS =
      "seq, requester, created_at, ended_at, duration, octet_length(prompt), octet_length(result)";

  static HistoryRow read(ResultSet row) throws SQLException {
    return new HistoryRow(
        row.getLong(1),
        new Requester(row.getString(2)),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }

  long bytes() {
    return promptBytes + resultBytes;
  }

  boolean isLong() {
    return bytes() > StoredDocument.PIECE_BYTES;
  }

  Place prompt() {
    return new Place(Column.FINISHED, seq, endedAt, promptBytes);
  }

  Place result() {
    return new Place(Column.RESULT, seq, endedAt, resultBytes);
  }
}
