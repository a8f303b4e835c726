package io.atelier.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.atelier.queue.StoreException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.output.MigrateResult;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An open database with an up-to-date schema.
 *
 * <p>Everything runs in short transactions of one thread and one connection each. On H2 a commit is
 * in the file before it returns ({@code WRITE_DELAY=0}), so that it outlives the process; {@link
 * #flush} makes it outlive the machine too.
 */
public final class Database implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());
  private static final int CONNECTIONS = 16;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final String H2_OPTIONS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_LENGTH_INPLACE_LOB=65536;LOCK_TIMEOUT=10000"
          + ";QUERY_CACHE_SIZE=32";

  private static final Set<Integer> H2_CLOSED =
      Set.of(
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.GENERAL_ERROR_1,
          ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2);

  private final HikariDataSource pool;
  private final DataSource source;
  private final Dialect dialect;
  private final boolean synced;
  private final long openedAt = System.currentTimeMillis();

  /** Some statements on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Some statements on a connection, without a result. */
  @FunctionalInterface
  public interface Action {
    void run(Connection connection) throws SQLException;
  }

  private Database(HikariDataSource pool, DataSource source, Dialect dialect, boolean synced) {
    this.pool = pool;
    this.source = source;
    this.dialect = dialect;
    this.synced = synced;
  }

  /** The JDBC URL of an H2 database in a file. */
  public static String fileUrl(Path file) {
    return "jdbc:h2:retry:" + file.toAbsolutePath();
  }

  /**
   * Opens a database and brings its schema up to date.
   *
   * @param url of H2 or PostgreSQL
   * @param synced whether {@link #flush} waits for the disk on H2; PostgreSQL has its own setting
   * @throws StoreException when it cannot be opened
   */
  public static Database open(String url, String user, String password, boolean synced) {
    Dialect dialect = Dialect.of(url);
    DataSource source = source(dialect, url, user, password);
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setPoolName("atelier");
    try {
      // The pool would log at length what is only to be said once.
      source.getConnection().close();
      HikariDataSource pool = new HikariDataSource(config);
      migrate(pool, dialect);
      return new Database(pool, source, dialect, synced && dialect == Dialect.H2);
    } catch (SQLException | RuntimeException e) {
      throw new StoreException(OpeningTrouble.of(url, user, e), e);
    }
  }

  private static DataSource source(Dialect dialect, String url, String user, String password) {
    if (dialect == Dialect.H2) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(url + H2_OPTIONS);
      source.setUser(user);
      source.setPassword(password);
      return source;
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setTcpKeepAlive(true);
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  private static void migrate(HikariDataSource pool, Dialect dialect) {
    try {
      MigrateResult result =
          Flyway.configure(Database.class.getClassLoader())
              .dataSource(pool)
              .resourceProvider(new Migrations())
              .javaMigrationClassProvider(List::of)
              .callbacks(new Callback[0])
              .table("atelier_schema")
              .placeholders(dialect.types())
              .load()
              .migrate();
      LOG.log(
          Level.INFO,
          "{0} is at schema {1}",
          result.databaseType,
          result.targetSchemaVersion == null
              ? result.initialSchemaVersion
              : result.targetSchemaVersion);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** When this server began to use it, in epoch milliseconds. */
  public long openedAt() {
    return openedAt;
  }

  /** What kind of database it is. */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * Runs some work as one transaction.
   *
   * @throws StoreException when it fails; nothing of it is then done
   */
  public <T> T transaction(String what, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      reopen(e);
      throw new StoreException("could not " + what, e);
    }
  }

  /**
   * Lets new connections open the file again when H2 has closed it, as it does when it cannot
   * write. Its connections would go on saying that they are valid.
   */
  private void reopen(SQLException failure) {
    if (dialect == Dialect.H2 && H2_CLOSED.contains(failure.getErrorCode())) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /** {@link #transaction} without a result. */
  public void change(String what, Action action) {
    transaction(
        what,
        connection -> {
          action.run(connection);
          return true;
        });
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Returns when all that has been committed is on the disk. */
  public void flush() {
    if (!synced) {
      return;
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    } catch (SQLException e) {
      throw new StoreException("could not write to the disk", e);
    }
  }

  /** A connection beside the pool, for whoever needs one for long and closes it. */
  public Connection dedicated() throws SQLException {
    return source.getConnection();
  }

  /** Whether the database answers. */
  public boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "the database does not answer", e);
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
