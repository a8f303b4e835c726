package io.atelier.persistence.history;

import io.atelier.persistence.TestDatabase;
import java.nio.file.Path;

class PostgresHistoryTest extends DurableHistoryContract {
  @Override
  protected TestDatabase create(Path folder) {
    return TestDatabase.postgresql();
  }
}
