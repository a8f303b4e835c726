package io.atelier.persistence.cluster;

import io.atelier.persistence.database.Key;
import io.atelier.persistence.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of addresses that messages go to, on PostgreSQL: where clients are, and which numbers
 * their messages have. Whoever numbers messages to an address has its row locked until the commit,
 * so that numbers appear in their order.
 */
final class AddressTable {
  /** The address of messages to everybody. */
  static final String EVERYONE = "*";

  /** The time now, in microseconds of the epoch. */
  static final String MICROS = "(extract(epoch from clock_timestamp()) * 1000000)::bigint";

  private AddressTable() {}

  /** Where messages to a client go. */
  static String address(String client) {
    return "=" + Key.of(client);
  }

  /** How far a client is: {@code last} its latest message, {@code readTo} what it has read. */
  record Place(long last, long readTo) {}

  /**
   * Numbers given: those after {@code last - n} to n messages, where {@code prior} was the last.
   *
   * @param server where the client is; null when it is nowhere
   */
  record Numbers(long prior, long last, @Nullable String server) {}

  /**
   * Where a client is connected.
   *
   * @param server null when that is not known here
   * @param newest whether it has come just now, so that any other server has its older socket
   */
  record Stay(@Nullable String server, boolean newest) {}

  private static final String REGISTER =
      """
      insert into message_address as a (address, last, prior, read_to, server, seen_at)
      select ?, t.top, t.top, case when ? = 0 then t.top else ? end, ?, %1$s
      from (select greatest(?, %1$s) as top) t
      on conflict (address) do update set
        last = greatest(a.last, ?), prior = greatest(a.last, ?),
        read_to = greatest(a.read_to, ?), seen_at = excluded.seen_at,
        server = case
          when ? or a.server is null or not exists (select 1 from server s where s.id = a.server)
          then coalesce(excluded.server, a.server)
          else a.server end
      returning last, read_to"""
          .formatted(MICROS);

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
            REGISTER,
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

  private static final String NUMBER =
      """
      update message_address set prior = last, last = greatest(last + ?, %s) where address = ?
      returning prior, last, server, set_config('synchronous_commit', 'off', true)"""
          .formatted(MICROS);

  /**
   * Takes the next numbers for so many messages; empty when nobody knows the address. The
   * transaction's commit does not wait for the disk, since a crash may lose messages anyway.
   */
  static Optional<Numbers> number(Connection c, String address, int messages) throws SQLException {
    return Sql.first(
        c,
        NUMBER,
        row -> new Numbers(row.getLong(1), row.getLong(2), row.getString(3)),
        messages,
        address);
  }

  /** The latest number of an address. */
  static long last(Connection c, String address) throws SQLException {
    return Sql.number(c, "select last from message_address where address = ?", address);
  }

  private static final String READ =
      """
      update message_address set read_to = greatest(read_to, ?)
      where address = ? and server = ?""";

  /** Takes note how far clients of a server have read. */
  static void read(Connection c, String server, Map<String, Long> readTo) throws SQLException {
    changeAll(c, READ, server, readTo);
  }

  private static final String LEAVE =
      """
      update message_address set read_to = greatest(read_to, ?), server = null, seen_at = %s
      where address = ? and server = ?"""
          .formatted(MICROS);

  /** Takes note that clients have left a server, and how far they had read. */
  static void leave(Connection c, String server, Map<String, Long> readTo) throws SQLException {
    changeAll(c, LEAVE, server, readTo);
  }

  /** In the order of addresses, so that servers do not wait for each other in a circle. */
  private static void changeAll(Connection c, String sql, String server, Map<String, Long> readTo)
      throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      for (Map.Entry<String, Long> each : new TreeMap<>(readTo).entrySet()) {
        Sql.bind(statement, each.getValue(), each.getKey(), server);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static final String LEAVE_DEAD_SERVERS =
      """
      update message_address set server = null, seen_at = %s
      where server is not null and server not in (select id from server)"""
          .formatted(MICROS);

  private static final String FORGET =
      """
      delete from message_address
      where server is null and address <> '*' and seen_at < %s - ?"""
          .formatted(MICROS);

  /** Forgets at which server clients are whose server is gone, and clients that are long gone. */
  static void cleanUp(Connection c, Duration kept) throws SQLException {
    Sql.update(c, LEAVE_DEAD_SERVERS);
    Sql.update(c, FORGET, kept.toNanos() / 1_000);
  }
}
