package io.atelier.persistence.history;

import io.atelier.persistence.TestDatabase;
import java.nio.file.Path;

class H2LongEntriesTest extends LongEntriesContract {
  @Override
  protected TestDatabase create(Path folder) {
    return TestDatabase.h2(folder);
  }
}
