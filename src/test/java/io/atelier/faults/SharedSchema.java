package io.atelier.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** A schema of its own in the test's PostgreSQL, for the servers of one test. */
final class SharedSchema implements AutoCloseable {
  private static final String SERVER =
      System.getenv().getOrDefault("ATELIER_TEST_DB_URL", "jdbc:postgresql://127.0.0.1:5432/test");
  private static final String USER =
      System.getenv().getOrDefault("ATELIER_TEST_DB_USER", "postgres");
  private static final String PASSWORD =
      System.getenv().getOrDefault("ATELIER_TEST_DB_PASSWORD", "");

  private final String name = "faults" + UUID.randomUUID().toString().replace("-", "");

  /** Makes it; the test is skipped where no PostgreSQL answers. */
  SharedSchema() throws SQLException {
    execute("create schema " + name, true);
  }

  /** The settings of a server that uses it. */
  Map<String, String> settings() {
    return Map.of(
        "ATELIER_DB_URL", SERVER + "?currentSchema=" + name,
        "ATELIER_DB_USER", USER,
        "ATELIER_DB_PASSWORD", PASSWORD);
  }

  @Override
  public void close() throws SQLException {
    execute("drop schema " + name + " cascade", false);
  }

  private static void execute(String sql, boolean skipWithout) throws SQLException {
    try (Connection connection = DriverManager.getConnection(SERVER, USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      assumeTrue(!skipWithout, "no PostgreSQL at " + SERVER + ": " + e.getMessage());
      throw e;
    }
  }
}
