package io.atelier.persistence;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Stores on one database a test, opened as often as the test likes and closed after it. */
abstract class StoreFixture {
  @TempDir Path folder = Path.of("");

  private final List<Database> open = new ArrayList<>();
  private @Nullable TestDatabase testDatabase;

  /** Makes the database of a test. */
  abstract TestDatabase create(Path folder);

  @BeforeEach
  void createDatabase() {
    testDatabase = create(folder);
  }

  /** A server on the test's database. */
  final DurableStore store(DurableStore.Options options) {
    return new DurableStore(open(), options);
  }

  final DurableStore store() {
    return store(DurableStore.Options.DEFAULT);
  }

  final Database open() {
    if (testDatabase == null) {
      throw new IllegalStateException("the test has not begun");
    }
    Database database = testDatabase.open();
    open.add(database);
    return database;
  }

  /** Closes all connections without another word, as the death of all servers would. */
  final void crash() {
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
  abstract static class H2 extends StoreFixture {
    @Override
    TestDatabase create(Path folder) {
      return TestDatabase.h2(folder);
    }
  }

  /** Fixture on PostgreSQL. */
  abstract static class PostgreSql extends StoreFixture {
    @Override
    TestDatabase create(Path folder) {
      return TestDatabase.postgresql();
    }
  }
}
