package io.atelier.persistence.queue;

import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.persistence.document.PromptFacts;
import io.atelier.persistence.document.StoredDocument;
import io.atelier.persistence.document.StoredDocument.Column;
import io.atelier.persistence.document.StoredDocument.Place;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of the queue in order, with their prompts where these are known or short. */
final class QueueListing {
  private final Database database;
  private final QueueOrder order;
  private final KnownPrompts known;

  /**
   * @param known the prompts that need not be read; those that are read are noted there
   */
  QueueListing(Database database, QueueOrder order, KnownPrompts known) {
    this.database = database;
    this.order = order;
    this.known = known;
  }

  /** Where a prompt is, its key, its number and who asked for it. */
  record Row(Place place, String id, double number, Requester requester) {
    private static final String COLUMNS =
        "q.seq, q.created_at, octet_length(q.document), q.id, q.place, q.requester";

    private static Row read(ResultSet row) throws SQLException {
      return new Row(
          new Place(Column.WAITING, row.getLong(1), row.getLong(2), row.getLong(3)),
          row.getString(4),
          row.getDouble(5),
          new Requester(row.getString(6)));
    }
  }

  private static final String RUNNING =
      "select %s from queue_entry q where q.state = 'RUNNING' order by q.seq"
          .formatted(Row.COLUMNS);

  /** The rows of waiting prompts. */
  List<Row> waiting(Connection c) throws SQLException {
    return Sql.list(c, order.waiting(Row.COLUMNS), Row::read);
  }

  private record Listed(List<Row> running, List<Row> waiting) {}

  /** What runs and what waits, at one moment. */
  PromptQueue.Snapshot snapshot() {
    Listed listed =
        database.transaction(
            "list the queue", c -> new Listed(Sql.list(c, RUNNING, Row::read), waiting(c)));
    return new PromptQueue.Snapshot(kept(listed.running()), kept(listed.waiting()));
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
            .map(
                facts ->
                    new StoredPrompt(
                        database, row.place(), row.requester(), facts.at(row.number())));
  }

  /** Takes note of a prompt that came by way of another server, or before this one began. */
  private void learn(Row row, StoredDocument document) {
    Place place = row.place();
    if (place.isLong()) {
      known.put(place.seq(), facts(document));
    } else {
      QueuedPrompt read =
          document.read(bytes -> PromptDocument.read(bytes, row.requester())).at(row.number());
      known.put(place.seq(), read, place.length());
    }
  }

  private static PromptFacts facts(StoredDocument document) {
    try {
      return PromptFacts.read(document.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
