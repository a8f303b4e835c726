package io.atelier.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.queue.StoreException;
import io.atelier.testkit.TestPostgres;
import io.atelier.testkit.TestSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that does not open says in one line why. */
class OpeningTroubleTest {
  @TempDir Path folder = Path.of("");

  private static String trouble(String url, String user, String password) {
    StringBuilder said = new StringBuilder();
    assertThatThrownBy(() -> Database.open(url, user, password, false).close())
        .isInstanceOfSatisfying(StoreException.class, e -> said.append(e.getMessage()));
    assertThat(said.toString().lines()).hasSize(1);
    return said.toString();
  }

  @Test
  void aDamagedFile() throws Exception {
    Files.writeString(folder.resolve("atelier.mv.db"), "no database at all".repeat(1000));

    assertThat(trouble(Database.fileUrl(folder.resolve("atelier")), "sa", ""))
        .contains(folder.resolve("atelier") + " does not open: the file is damaged");
  }

  @Test
  void aFileThatBreaksOff() throws Exception {
    Path file = folder.resolve("atelier.mv.db");
    Database.open(Database.fileUrl(folder.resolve("atelier")), "sa", "", false).close();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, 5000));

    assertThat(trouble(Database.fileUrl(folder.resolve("atelier")), "sa", ""))
        .contains("does not open: the file is damaged");
  }

  @Test
  void aFolderInItsPlace() throws Exception {
    Files.createDirectory(folder.resolve("atelier.mv.db"));

    assertThat(trouble(Database.fileUrl(folder.resolve("atelier")), "sa", ""))
        .contains("does not open: ");
  }

  @Test
  void aServerThatIsNotThere() {
    assertThat(trouble("jdbc:postgresql://127.0.0.1:1/x?password=hush", "who", "hush"))
        .isEqualTo(
            "the database jdbc:postgresql://127.0.0.1:1/x does not open: no server answers there");
  }

  @Test
  void aDatabaseThatIsNotThere() {
    TestPostgres server = TestPostgres.shared();

    assertThat(trouble(server.url() + "-not-there", server.user(), server.password()))
        .endsWith("there is no such database");
  }

  @Test
  void aUserThatIsNotThere() throws Exception {
    try (TestSchema schema = new TestSchema()) {
      assertThat(trouble(schema.url(), "nobody-of-that-name", "wrong"))
          .contains("does not open for user nobody-of-that-name: ");
    }
  }
}
