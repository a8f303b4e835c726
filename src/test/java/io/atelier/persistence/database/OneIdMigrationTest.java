package io.atelier.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.persistence.DurableStore;
import io.atelier.persistence.document.PromptDocument;
import io.atelier.persistence.queue.DurablePromptQueue;
import io.atelier.queue.PromptIdTakenException;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.QueuedPrompt;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of before, when several prompts of one id could wait, is brought up to date. */
class OneIdMigrationTest {
  @TempDir Path folder;

  private void fill(String url) throws SQLException {
    Flyway.configure()
        .dataSource(url, "sa", "")
        .locations("classpath:db/migration")
        .table("atelier_schema")
        .placeholders(Dialect.H2.types())
        .target("2")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into queue_entry (id, place, state, created_at, document)"
                    + " values (?, ?, 'QUEUED', 0, ?)")) {
      for (long place = 0; place < 3; place++) {
        insert.setString(1, "same");
        insert.setDouble(2, (double) place);
        insert.setBytes(3, PromptDocument.write(PromptQueueContract.prompt(place, "same")));
        insert.executeUpdate();
      }
    }
  }

  @Test
  void allThatWaitedStillRunAndTheIdIsTaken() throws Exception {
    String url = Database.fileUrl(folder.resolve("atelier"));
    fill(url);
    try (Database database = Database.open(url, "sa", "", false)) {
      DurablePromptQueue queue = new DurableStore(database, DurableStore.Options.DEFAULT).queue();
      assertThatThrownBy(() -> queue.add(PromptQueueContract.prompt(9L, "same")))
          .isInstanceOf(PromptIdTakenException.class);

      List<Number> places = new ArrayList<>();
      Optional<QueuedPrompt> taken = queue.take(PromptQueueContract.AT_ONCE);
      while (taken.isPresent()) {
        places.add(taken.get().number());
        queue.finish(taken.get());
        taken = queue.take(PromptQueueContract.AT_ONCE);
      }
      assertThat(places).containsExactly(0L, 1L, 2L);
      assertThat(queue.remaining()).isZero();
    }
  }
}
