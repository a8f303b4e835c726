package io.atelier.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that tests use: one of their own that starts when the first test asks and ends
 * with the JVM, or the one that ATELIER_TEST_DB_URL names, with ATELIER_TEST_DB_USER (postgres
 * unless set) and ATELIER_TEST_DB_PASSWORD (none unless set). Tests that cannot have one fail.
 *
 * @param url a JDBC URL without a schema
 */
public record TestPostgres(String url, String user, String password) {
  private static final Duration START = Duration.ofMinutes(2);
  private static final String USER = "postgres";

  private static @Nullable TestPostgres shared;

  /** The one server of this JVM. */
  public static synchronized TestPostgres shared() {
    TestPostgres server = shared;
    if (server == null) {
      server = named(System.getenv());
      shared = server;
    }
    return server;
  }

  private static TestPostgres named(Map<String, String> environment) {
    String url = environment.get("ATELIER_TEST_DB_URL");
    return url == null || url.isBlank()
        ? start()
        : new TestPostgres(
            url,
            environment.getOrDefault("ATELIER_TEST_DB_USER", USER),
            environment.getOrDefault("ATELIER_TEST_DB_PASSWORD", ""));
  }

  /** PostgreSQL refuses to run as root; the library then puts it into a user namespace. */
  @SuppressWarnings("resource") // stopped by the library when the JVM ends
  private static TestPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setPGStartupWait(START)
              .setServerConfig("fsync", "off")
              .start();
      return new TestPostgres(
          "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", USER, "");
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(
          "The tests' own PostgreSQL does not start. ATELIER_TEST_DB_URL may name another server;"
              + " as root, the tests' own needs unshare(1) and user namespaces.",
          e);
    }
  }
}
