package io.atelier.persistence;

import io.atelier.execution.ExecutionResult;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.QueuedPrompt;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Stores on one database a test, opened as often as the test likes and closed after it. */
public abstract class StoreFixture {
  @TempDir protected Path folder = Path.of("");

  private final List<Database> open = new ArrayList<>();
  private @Nullable TestDatabase testDatabase;

  /** Makes the database of a test. */
  protected abstract TestDatabase create(Path folder);

  @BeforeEach
  void createDatabase() {
    testDatabase = create(folder);
  }

  /** A server on the test's database. */
  protected final DurableStore store(DurableStore.Options options) {
    return new DurableStore(open(), options);
  }

  protected final DurableStore store() {
    return store(DurableStore.Options.DEFAULT);
  }

  protected final Database open() {
    if (testDatabase == null) {
      throw new IllegalStateException("the test has not begun");
    }
    Database database = testDatabase.open();
    open.add(database);
    return database;
  }

  /** Ends a prompt as a failed one, as the loop that took it would. */
  public static void finish(DurableStore store, QueuedPrompt prompt) {
    store.history().add(new HistoryEntry(prompt, failure(prompt)));
    store.queue().finish(prompt);
  }

  /** The result of a prompt that failed. */
  public static ExecutionResult failure(QueuedPrompt prompt) {
    return ExecutionResult.brokenDown(prompt.toJob(), new IllegalStateException("no"), 7);
  }

  private static final String END_CONNECTIONS =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and application_name = current_setting('application_name')
        and datname = current_database()""";

  /** Ends the connections of this test's schema in PostgreSQL, but for the one that asks. */
  protected static void endConnections(Database operator) {
    operator.change("end connections", c -> Sql.list(c, END_CONNECTIONS, row -> row.getBoolean(1)));
  }

  /** Closes all connections without another word, as the death of all servers would. */
  protected final void crash() {
    open.forEach(Database::close);
    open.clear();
  }

  @AfterEach
  void closeDatabase() throws SQLException {
    crash();
    if (testDatabase != null) {
      testDatabase.close();
    }
  }

  /** Fixture on an H2 file. */
  public abstract static class H2 extends StoreFixture {
    @Override
    protected TestDatabase create(Path folder) {
      return TestDatabase.h2(folder);
    }
  }

  /** Fixture on PostgreSQL. */
  public abstract static class PostgreSql extends StoreFixture {
    @Override
    protected TestDatabase create(Path folder) {
      return TestDatabase.postgresql();
    }
  }
}
