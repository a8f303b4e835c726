package io.atelier.persistence.history;

import io.atelier.persistence.TestDatabase;
import java.nio.file.Path;

class H2HistoryTest extends DurableHistoryContract {
  @Override
  protected TestDatabase create(Path folder) {
    return TestDatabase.h2(folder);
  }
}
