package io.atelier.persistence.queue;

import io.atelier.persistence.TestDatabase;
import java.nio.file.Path;

class PostgresLongPromptsTest extends LongPromptsContract {
  @Override
  protected TestDatabase create(Path folder) {
    return TestDatabase.postgresql();
  }
}
