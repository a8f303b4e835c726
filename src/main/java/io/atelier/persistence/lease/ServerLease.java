package io.atelier.persistence.lease;

import io.atelier.persistence.claim.Claims;
import io.atelier.persistence.claim.PromptRows;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sign of life of this server, and its look at those of the others.
 *
 * <p>A server that lives counts up its beat. One whose beat has stood still for so many looks in a
 * row is taken for dead: its row goes, and what it ran is recovered. No clock is compared with
 * another, so none can mislead: a look counts only when the database answered, and looks are a
 * fixed time of this process apart, however long it slept before. A server that was taken for dead
 * by mistake finds its row gone, and with it its claims; it goes on under a new name.
 */
public final class ServerLease {
  private static final System.Logger LOG = System.getLogger(ServerLease.class.getName());

  private final Database database;
  private final Claims claims;
  private final Recovery recovery;
  private final int patience;
  private final Map<String, Look> looks = new HashMap<>();
  private Set<Long> stray = Set.of();
  private volatile int others;

  /** A beat that was seen, and for how many looks in a row. */
  private record Look(long beat, int times) {
    Look next(long seen) {
      return seen == beat ? new Look(beat, times + 1) : new Look(seen, 1);
    }
  }

  /**
   * @param patience looks at a standing beat after which its server is dead
   */
  public ServerLease(Database database, Claims claims, Recovery recovery, int patience) {
    this.database = database;
    this.claims = claims;
    this.recovery = recovery;
    this.patience = patience;
  }

  /** Joins the servers; where this is the only one, whatever others were running is recovered. */
  public synchronized int join() {
    return database.transaction(
        "join the servers",
        c -> {
          if (database.dialect().exclusive()) {
            Sql.update(c, "delete from server");
          }
          register(c);
          others = beats(c).size() - 1;
          return recovery.recover(c);
        });
  }

  private void register(Connection c) throws SQLException {
    Sql.update(c, "insert into server (id, beat) values (?, 0)", claims.server());
  }

  /**
   * What one look has found.
   *
   * @param alive whether the other servers know this one; else it goes on under a new name
   * @param recovered prompts of dead servers that wait again or are lost
   */
  public record Beat(boolean alive, int recovered) {}

  /** One sign of life and one look; to be called at a steady pace. */
  public synchronized Beat beat() {
    boolean alive = database.transaction("give a sign of life", this::count);
    if (!alive) {
      LOG.log(Level.WARNING, "this server was taken for dead; its prompts run elsewhere");
      claims.rename();
      database.change("join the servers again", this::register);
    }
    Map<String, Long> beats = database.transaction("look at the servers", ServerLease::beats);
    beats.remove(claims.server());
    others = beats.size();
    looks.keySet().retainAll(beats.keySet());
    beats.forEach(
        (server, beat) -> looks.merge(server, new Look(beat, 1), (old, first) -> old.next(beat)));
    looks.forEach(
        (server, look) -> {
          if (look.times() > patience) {
            declareDead(server, look.beat());
          }
        });
    releaseStray();
    return new Beat(alive, database.transaction("recover prompts", recovery::recover));
  }

  /**
   * How many other servers there were at the last look, dead ones not yet known to be among them.
   */
  public int others() {
    return others;
  }

  private boolean count(Connection c) throws SQLException {
    return Sql.update(c, "update server set beat = beat + 1 where id = ?", claims.server()) == 1;
  }

  private static Map<String, Long> beats(Connection c) throws SQLException {
    Map<String, Long> beats = new HashMap<>();
    Sql.list(
        c,
        "select id, beat from server",
        row -> Optional.ofNullable(beats.put(row.getString(1), row.getLong(2))));
    return beats;
  }

  private void declareDead(String server, long beat) {
    boolean dead =
        database.transaction(
            "declare a server dead",
            c -> Sql.update(c, "delete from server where id = ? and beat = ?", server, beat) == 1);
    if (dead) {
      LOG.log(Level.WARNING, "server {0} is taken for dead", server);
    }
  }

  /**
   * Lets prompts wait again that are this server's by their rows alone: the answer to the statement
   * that took them was lost on the way. They must be seen twice, since a claim is written first.
   */
  private void releaseStray() {
    String server = claims.server();
    List<Claims.Claim> rows =
        database.transaction(
            "look at own prompts",
            c ->
                Sql.list(
                    c,
                    "select seq, attempts from queue_entry where state = 'RUNNING' and server = ?",
                    row -> new Claims.Claim(row.getLong(1), server, row.getInt(2)),
                    server));
    List<Claims.Claim> unheld = rows.stream().filter(row -> !claims.holds(row.seq())).toList();
    for (Claims.Claim claim : unheld) {
      if (stray.contains(claim.seq())) {
        database.transaction("release a prompt", c -> PromptRows.release(c, claim));
      }
    }
    stray = Set.copyOf(unheld.stream().map(Claims.Claim::seq).toList());
  }

  /** Leaves the servers in good order. */
  public synchronized void leave() {
    database.change(
        "leave the servers",
        c -> Sql.update(c, "delete from server where id = ?", claims.server()));
  }
}
