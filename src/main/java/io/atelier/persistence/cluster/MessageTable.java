package io.atelier.persistence.cluster;

import io.atelier.message.Keeping;
import io.atelier.message.Mailboxes;
import io.atelier.message.Message;
import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of messages between servers, on PostgreSQL. Whoever writes messages to an address has
 * its row locked until the commit, so that numbers appear in their order.
 */
final class MessageTable {
  /** The address of messages to everybody. */
  static final String EVERYONE = "*";

  /** How long messages and the addresses of clients that have gone are kept. */
  static final Duration RETENTION = Duration.ofMinutes(10);

  private static final System.Logger LOG = System.getLogger(MessageTable.class.getName());
  private static final String MICROS = "(extract(epoch from clock_timestamp()) * 1000000)::bigint";
  private static final int MOST_REPLAYED = 2_000;
  private static final int MOST_REPLAYED_BYTES = 8 * 1024 * 1024;

  private MessageTable() {}

  /** Where messages to a client go. */
  static String address(String client) {
    return "=" + Key.of(client);
  }

  /** How far a client is: {@code last} its latest message, {@code readTo} what it has read. */
  record Place(long last, long readTo) {}

  /**
   * Numbers given: those after {@code last - n} to n messages, where {@code prior} was the last.
   */
  record Numbers(long prior, long last, @Nullable String server) {}

  /**
   * Where a client is connected.
   *
   * @param server null when that is not known here
   * @param newest whether it has come just now, so that any other server has its older socket
   */
  record Stay(@Nullable String server, boolean newest) {}

  /** A message to be stored. */
  record Letter(String address, long number, Message message) {
    @Nullable String subject() {
      return Key.ofNullable(Keeping.subject(message));
    }
  }

  /**
   * Takes note that a client is at a server.
   *
   * @param last the highest number that it has been told here; 0 for none
   * @param read the highest number that it has read here; -1 for none
   */
  static Place register(Connection c, String address, Stay stay, long last, long read)
      throws SQLException {
    return Sql.first(
            c,
            "insert into message_address as a (address, last, prior, read_to, server, seen_at)"
                + " select ?, t.top, t.top, case when ? = 0 then t.top else ? end, ?, "
                + MICROS
                + " from (select greatest(?, "
                + MICROS
                + ") as top) t"
                + " on conflict (address) do update set"
                + " last = greatest(a.last, ?), prior = greatest(a.last, ?),"
                + " read_to = greatest(a.read_to, ?), seen_at = excluded.seen_at,"
                + " server = case when ? or a.server is null"
                + " or not exists (select 1 from server s where s.id = a.server)"
                + " then coalesce(excluded.server, a.server) else a.server end"
                + " returning last, read_to",
            row -> new Place(row.getLong(1), row.getLong(2)),
            address,
            last,
            read,
            stay.server(),
            last,
            last,
            last,
            read,
            stay.newest())
        .orElseThrow();
  }

  /**
   * Takes the next numbers for so many messages; empty when nobody knows the address. The
   * transaction's commit does not wait for the disk, since a crash may lose messages anyway.
   */
  static Optional<Numbers> number(Connection c, String address, int messages) throws SQLException {
    return Sql.first(
        c,
        "update message_address set prior = last, last = greatest(last + ?, "
            + MICROS
            + ") where address = ? returning prior, last, server,"
            + " set_config('synchronous_commit', 'off', true)",
        row -> new Numbers(row.getLong(1), row.getLong(2), row.getString(3)),
        messages,
        address);
  }

  /** Stores messages; those of progress displace older ones. */
  static void write(Connection c, Collection<Letter> letters) throws SQLException {
    try (PreparedStatement older =
            c.prepareStatement("delete from recent_message where address = ? and subject = ?");
        PreparedStatement insert =
            c.prepareStatement(
                "insert into recent_message (address, number, subject, final, told_at, body)"
                    + " values (?, ?, ?, ?, "
                    + MICROS
                    + ", ?) on conflict do nothing")) {
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
      LOG.log(System.Logger.Level.ERROR, "a message cannot be relayed", e);
      return Optional.empty();
    }
  }

  /**
   * The next messages to an address, in order.
   *
   * @param server where it must be, for a client
   */
  static List<Mailboxes.Numbered> next(
      Connection c, String address, String server, long after, long upTo, int most)
      throws SQLException {
    return Sql.list(
            c,
            "select m.number, m.body from message_address a join recent_message m"
                + " on m.address = a.address where a.address = ?"
                + " and (a.server = ? or a.address = '*') and m.number > ? and m.number <= ?"
                + " order by m.number limit ?",
            MessageTable::numbered,
            address,
            server,
            after,
            upTo,
            most)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What a client has missed, in order: of a great deal the newest, ends before anything else. */
  static List<Mailboxes.Numbered> missed(Connection c, String address, long after)
      throws SQLException {
    return Sql.list(
            c,
            "select number, body from (select number, body,"
                + " row_number() over best as place,"
                + " sum(octet_length(body)) over best as bytes"
                + " from recent_message where address = ? and number > ?"
                + " window best as (order by final desc, number desc)) m"
                + " where place <= ? and bytes <= ? order by number",
            MessageTable::numbered,
            address,
            after,
            MOST_REPLAYED,
            MOST_REPLAYED_BYTES)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty for what this version cannot read, which servers of two versions may have stored. */
  private static Optional<Mailboxes.Numbered> numbered(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    try {
      return Optional.of(
          new Mailboxes.Numbered(number, MessageDocument.read(Sql.document(row, "body"))));
    } catch (IllegalArgumentException e) {
      LOG.log(System.Logger.Level.WARNING, "a message of another version is left out", e);
      return Optional.empty();
    }
  }

  /** The latest number of an address. */
  static long last(Connection c, String address) throws SQLException {
    return Sql.number(c, "select last from message_address where address = ?", address);
  }

  /** Takes note how far clients of a server have read. */
  static void read(Connection c, String server, Map<String, Long> readTo) throws SQLException {
    changeAll(
        c,
        "update message_address set read_to = greatest(read_to, ?) where address = ? and server = ?",
        server,
        readTo);
  }

  /** Takes note that clients have left a server, and how far they had read. */
  static void leave(Connection c, String server, Map<String, Long> readTo) throws SQLException {
    changeAll(
        c,
        "update message_address set read_to = greatest(read_to, ?), server = null, seen_at = "
            + MICROS
            + " where address = ? and server = ?",
        server,
        readTo);
  }

  private static void changeAll(Connection c, String sql, String server, Map<String, Long> readTo)
      throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      for (String address : new ArrayList<>(readTo.keySet()).stream().sorted().toList()) {
        Sql.bind(statement, readTo.get(address), address, server);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Forgets what is old, and at which server clients are whose server is gone. */
  static void cleanUp(Connection c) throws SQLException {
    long micros = RETENTION.toNanos() / 1_000;
    Sql.update(c, "delete from recent_message where told_at < " + MICROS + " - ?", micros);
    Sql.update(
        c,
        "update message_address set server = null, seen_at = "
            + MICROS
            + " where server is not null and server not in (select id from server)");
    Sql.update(
        c,
        "delete from message_address where server is null and address <> '*' and seen_at < "
            + MICROS
            + " - ?",
        micros);
  }
}
