package io.atelier.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.persistence.DurableStore;
import io.atelier.persistence.StoreFixture;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.persistence.document.ResultDocument;
import io.atelier.prompt.PromptId;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of before, when nobody noted who asked, is brought up to date. */
class WhoAskedMigrationTest {
  private static final QueuedPrompt WAITS = PromptQueueContract.prompt(1L, "waits");
  private static final QueuedPrompt OVER = PromptQueueContract.prompt(2L, "over");

  @TempDir Path folder;

  private static void fill(String url) throws SQLException {
    Flyway.configure()
        .dataSource(url, "sa", "")
        .locations("classpath:db/migration")
        .table("atelier_schema")
        .placeholders(Dialect.H2.types())
        .target("3")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
      insert(
          connection,
          "insert into queue_entry (id, place, state, created_at, document)"
              + " values ('waits', 1, 'QUEUED', 0, ?)",
          PromptDocument.write(WAITS));
      insert(
          connection,
          "insert into history_entry"
              + " (id, state, attempts, created_at, ended_at, duration, prompt, result)"
              + " values ('over', 'FAILED', 1, 0, 7, 0, ?, ?)",
          PromptDocument.write(OVER),
          ResultDocument.write(StoreFixture.failure(OVER)));
    }
  }

  private static void insert(Connection connection, String sql, byte[]... documents)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < documents.length; i++) {
        insert.setBytes(i + 1, documents[i]);
      }
      insert.executeUpdate();
    }
  }

  @Test
  void whatIsThereAlreadyIsAnyones() throws Exception {
    String url = Database.fileUrl(folder.resolve("atelier"));
    fill(url);
    try (Database database = Database.open(url, "sa", "", false)) {
      DurableStore store = new DurableStore(database, DurableStore.Options.DEFAULT);

      QueuedPrompt waited = store.queue().take(PromptQueueContract.AT_ONCE).orElseThrow();
      assertThat(waited.id()).isEqualTo(WAITS.id());
      assertThat(waited.requester()).isEqualTo(Requester.ANYONE);
      assertThat(store.history().find(new PromptId("over")).orElseThrow().prompt().requester())
          .isEqualTo(Requester.ANYONE);
    }
  }
}
