package io.atelier.persistence;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A database for one test, empty: an H2 file in a folder, or a schema of its own in PostgreSQL.
 *
 * <p>The server is {@code jdbc:postgresql://127.0.0.1:5432/test} unless ATELIER_TEST_DB_URL names
 * another; tests are skipped where none answers.
 */
final class TestDatabase implements AutoCloseable {
  private static final String SERVER =
      System.getenv().getOrDefault("ATELIER_TEST_DB_URL", "jdbc:postgresql://127.0.0.1:5432/test");
  private static final String USER =
      System.getenv().getOrDefault("ATELIER_TEST_DB_USER", "postgres");
  private static final String PASSWORD =
      System.getenv().getOrDefault("ATELIER_TEST_DB_PASSWORD", "");

  private final String url;
  private final String schema;

  private TestDatabase(String url, String schema) {
    this.url = url;
    this.schema = schema;
  }

  static TestDatabase h2(Path folder) {
    return new TestDatabase(Database.fileUrl(folder.resolve("atelier")), "");
  }

  static TestDatabase postgresql() {
    String schema = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(SERVER, USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("create schema " + schema);
    } catch (SQLException e) {
      assumeTrue(false, "no PostgreSQL at " + SERVER + ": " + e.getMessage());
    }
    return new TestDatabase(
        SERVER + "?currentSchema=" + schema + "&ApplicationName=" + schema, schema);
  }

  /** Opens it once more, as another server would. */
  Database open() {
    return Database.open(url, schema.isEmpty() ? "sa" : USER, PASSWORD, false);
  }

  @Override
  public void close() throws SQLException {
    if (!schema.isEmpty()) {
      try (Connection connection = DriverManager.getConnection(SERVER, USER, PASSWORD);
          Statement statement = connection.createStatement()) {
        statement.execute("drop schema " + schema + " cascade");
      }
    }
  }
}
