package io.atelier.persistence.cluster;

import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what other servers ring for, by PostgreSQL's LISTEN on a connection of its own, which it
 * opens again whenever it is lost. Servers of different schemas do not hear each other.
 */
final class Signals implements Runnable, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Signals.class.getName());
  private static final String CHANNEL = "'atelier_' || md5(current_schema())";
  private static final String RING = "select pg_notify(%s, ?)".formatted(CHANNEL);
  private static final int LOOK_MILLIS = 10_000;
  private static final int ANSWER_SECONDS = 5;
  private static final long PAUSE_MILLIS = 500;

  private final Database database;
  private final Ear ear;
  private volatile boolean closed;
  private volatile @Nullable Connection connection;

  /** Who hears. */
  interface Ear {
    /** From now on signals are heard; what was rung before may have been missed. */
    void listening();

    void hear(Signal signal);
  }

  Signals(Database database, Ear ear) {
    this.database = database;
    this.ear = ear;
  }

  /** Rings when the transaction commits. */
  static void send(Connection c, Signal signal) throws SQLException {
    Sql.list(c, RING, row -> true, signal.write());
  }

  @Override
  public void run() {
    while (!closed && !Thread.currentThread().isInterrupted()) {
      try (Connection opened = database.dedicated()) {
        connection = opened;
        listen(opened);
      } catch (SQLException | RuntimeException e) {
        pause(e);
      } finally {
        connection = null;
      }
    }
  }

  private void listen(Connection opened) throws SQLException {
    String channel = Sql.first(opened, "select " + CHANNEL, row -> row.getString(1)).orElseThrow();
    try (Statement statement = opened.createStatement()) {
      statement.execute("listen \"" + channel + "\"");
    }
    ear.listening();
    PGConnection postgres = opened.unwrap(PGConnection.class);
    while (!closed) {
      PGNotification[] heard = postgres.getNotifications(LOOK_MILLIS);
      if (heard == null || heard.length == 0) {
        if (!opened.isValid(ANSWER_SECONDS)) {
          throw new SQLException("the connection that listens has gone silent");
        }
      } else {
        for (PGNotification each : heard) {
          hear(each.getParameter());
        }
      }
    }
  }

  private void hear(String payload) {
    try {
      ear.hear(Signal.read(payload));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "a signal that cannot be understood", e);
    }
  }

  private void pause(Exception cause) {
    if (closed) {
      return;
    }
    LOG.log(Level.WARNING, "other servers are not heard until the database is back", cause);
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the listening, also while it waits. */
  @Override
  public void close() {
    closed = true;
    Connection open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "the connection that listens does not close", e);
      }
    }
  }
}
