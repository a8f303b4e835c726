package io.atelier.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.resource.LoadableResource;
import org.junit.jupiter.api.Test;

/** The scripts are named one by one, so none may be forgotten. */
class MigrationsTest {
  private final Migrations migrations = new Migrations();

  @Test
  void everyScriptOfTheFolderIsNamed() throws IOException {
    List<String> there;
    try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
      there = files.map(file -> file.getFileName().toString()).sorted().toList();
    }

    assertThat(migrations.getResources("V", new String[] {".sql"}))
        .extracting(LoadableResource::getFilename)
        .containsExactlyElementsOf(there);
  }

  @Test
  void scriptsAreFoundByNameAndPlace() {
    assertThat(migrations.getResource("V1__queue_and_history.sql")).isNotNull();
    assertThat(migrations.getResource("db/migration/V1__queue_and_history.sql")).isNotNull();
    assertThat(migrations.getResource("V0__nothing.sql")).isNull();
  }
}
