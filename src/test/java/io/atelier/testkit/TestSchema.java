package io.atelier.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A schema of its own in the tests' PostgreSQL, empty at first and dropped when it is closed. */
public final class TestSchema implements AutoCloseable {
  private final TestPostgres server = TestPostgres.shared();
  private final String name = "t" + UUID.randomUUID().toString().replace("-", "");

  public TestSchema() throws SQLException {
    execute("create schema " + name);
  }

  /** The JDBC URL of a connection whose tables are in the schema, and which bears its name. */
  public String url() {
    String separator = server.url().contains("?") ? "&" : "?";
    return server.url() + separator + "currentSchema=" + name + "&ApplicationName=" + name;
  }

  public String user() {
    return server.user();
  }

  public String password() {
    return server.password();
  }

  @Override
  public void close() throws SQLException {
    execute("drop schema " + name + " cascade");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.url(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
