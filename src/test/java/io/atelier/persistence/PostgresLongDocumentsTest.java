package io.atelier.persistence;

import java.nio.file.Path;

class PostgresLongDocumentsTest extends LongDocumentsContract {
  @Override
  TestDatabase create(Path folder) {
    return TestDatabase.postgresql();
  }
}
