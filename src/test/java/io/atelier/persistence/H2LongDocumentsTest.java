package io.atelier.persistence;

import java.nio.file.Path;

class H2LongDocumentsTest extends LongDocumentsContract {
  @Override
  TestDatabase create(Path folder) {
    return TestDatabase.h2(folder);
  }
}
