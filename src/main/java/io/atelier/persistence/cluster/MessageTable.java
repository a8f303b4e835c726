package io.atelier.persistence.cluster;

import io.atelier.message.Keeping;
import io.atelier.message.Mailboxes;
import io.atelier.persistence.database.Sql;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of messages between servers, on PostgreSQL. */
final class MessageTable {
  private static final System.Logger LOG = System.getLogger(MessageTable.class.getName());
  private static final int MOST_REPLAYED = 2_000;
  private static final int MOST_REPLAYED_BYTES = 8 * 1024 * 1024;

  private MessageTable() {}

  private static final String DISPLACE =
      "delete from recent_message where address = ? and subject = ?";

  private static final String INSERT =
      """
      insert into recent_message (address, number, subject, final, told_at, body)
      values (?, ?, ?, ?, %s, ?) on conflict do nothing"""
          .formatted(AddressTable.MICROS);

  /** Stores messages; those of progress displace older ones. */
  static void write(Connection c, Collection<Letter> letters) throws SQLException {
    try (PreparedStatement older = c.prepareStatement(DISPLACE);
        PreparedStatement insert = c.prepareStatement(INSERT)) {
      boolean displaces = false;
      for (Letter letter : letters) {
        Optional<byte[]> body = body(letter);
        if (body.isEmpty()) {
          continue;
        }
        String subject = letter.subject();
        if (subject != null) {
          Sql.bind(older, letter.address(), subject);
          older.addBatch();
          displaces = true;
        }
        Sql.bind(
            insert, letter.address(), letter.number(), subject, Keeping.isFinal(letter.message()));
        insert.setBytes(5, body.get());
        insert.addBatch();
      }
      if (displaces) {
        older.executeBatch();
      }
      insert.executeBatch();
    }
  }

  /** Empty for a message that has values which are not JSON, as a node's result may have. */
  private static Optional<byte[]> body(Letter letter) {
    try {
      return Optional.of(MessageDocument.write(letter.message()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a message cannot be relayed", e);
      return Optional.empty();
    }
  }

  private static final String NEXT =
      """
      select m.number, m.body
      from message_address a join recent_message m on m.address = a.address
      where a.address = ? and (a.server = ? or a.address = '*') and m.number > ? and m.number <= ?
      order by m.number limit ?""";

  /**
   * The next messages to an address, in order.
   *
   * @param server where it must be, for a client
   */
  static List<Mailboxes.Numbered> next(
      Connection c, String address, String server, long after, long upTo, int most)
      throws SQLException {
    return readable(Sql.list(c, NEXT, MessageTable::numbered, address, server, after, upTo, most));
  }

  private static final String MISSED =
      """
      select number, body from (
        select number, body, row_number() over best as place,
          sum(octet_length(body)) over best as bytes
        from recent_message where address = ? and number > ?
        window best as (order by final desc, number desc)) m
      where place <= ? and bytes <= ? order by number""";

  /** What a client has missed, in order: of a great deal the newest, ends before anything else. */
  static List<Mailboxes.Numbered> missed(Connection c, String address, long after)
      throws SQLException {
    return readable(
        Sql.list(
            c, MISSED, MessageTable::numbered, address, after, MOST_REPLAYED, MOST_REPLAYED_BYTES));
  }

  private static List<Mailboxes.Numbered> readable(List<Optional<Mailboxes.Numbered>> rows) {
    return rows.stream().flatMap(Optional::stream).toList();
  }

  /** Empty for what this version cannot read, which servers of two versions may have stored. */
  private static Optional<Mailboxes.Numbered> numbered(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    try {
      return Optional.of(
          new Mailboxes.Numbered(number, MessageDocument.read(Sql.document(row, "body"))));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "a message of another version is left out", e);
      return Optional.empty();
    }
  }

  private static final String FORGET =
      "delete from recent_message where told_at < %s - ?".formatted(AddressTable.MICROS);

  /** Forgets what is old. */
  static void cleanUp(Connection c, Duration kept) throws SQLException {
    Sql.update(c, FORGET, kept.toNanos() / 1_000);
  }
}
