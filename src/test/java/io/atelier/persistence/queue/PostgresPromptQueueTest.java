package io.atelier.persistence.queue;

import io.atelier.persistence.TestDatabase;
import java.nio.file.Path;

class PostgresPromptQueueTest extends DurablePromptQueueContract {
  @Override
  protected TestDatabase create(Path folder) {
    return TestDatabase.postgresql();
  }
}
