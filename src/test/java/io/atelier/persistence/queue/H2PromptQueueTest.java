package io.atelier.persistence.queue;

import io.atelier.persistence.TestDatabase;
import java.nio.file.Path;

class H2PromptQueueTest extends DurablePromptQueueContract {
  @Override
  protected TestDatabase create(Path folder) {
    return TestDatabase.h2(folder);
  }
}
