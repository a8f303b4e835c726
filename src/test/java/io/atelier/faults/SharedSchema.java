package io.atelier.faults;

import io.atelier.testkit.TestSchema;
import java.sql.SQLException;
import java.util.Map;

/** A schema of its own in the tests' PostgreSQL, for the servers of one test. */
final class SharedSchema implements AutoCloseable {
  private final TestSchema schema;

  SharedSchema() throws SQLException {
    schema = new TestSchema();
  }

  /** The settings of a server that uses it. */
  Map<String, String> settings() {
    return Map.of(
        "ATELIER_DB_URL", schema.url(),
        "ATELIER_DB_USER", schema.user(),
        "ATELIER_DB_PASSWORD", schema.password());
  }

  @Override
  public void close() throws SQLException {
    schema.close();
  }
}
