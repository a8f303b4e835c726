package io.atelier.persistence;

import io.atelier.persistence.database.Database;
import io.atelier.testkit.TestSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database for one test, empty: an H2 file in a folder, or a schema of its own in PostgreSQL. */
public final class TestDatabase implements AutoCloseable {
  private final String url;
  private final String user;
  private final String password;
  private final @Nullable TestSchema schema;

  private TestDatabase(String url, String user, String password, @Nullable TestSchema schema) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.schema = schema;
  }

  /** An H2 file in a folder. */
  public static TestDatabase h2(Path folder) {
    return new TestDatabase(Database.fileUrl(folder.resolve("atelier")), "sa", "", null);
  }

  /** A schema of its own in the PostgreSQL of the tests. */
  public static TestDatabase postgresql() {
    try {
      TestSchema schema = new TestSchema();
      return new TestDatabase(schema.url(), schema.user(), schema.password(), schema);
    } catch (SQLException e) {
      throw new IllegalStateException("no schema in the tests' PostgreSQL", e);
    }
  }

  /** Opens it once more, as another server would. */
  public Database open() {
    return Database.open(url, user, password, false);
  }

  @Override
  public void close() throws SQLException {
    if (schema != null) {
      schema.close();
    }
  }
}
