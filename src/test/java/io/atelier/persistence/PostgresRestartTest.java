package io.atelier.persistence;

import java.nio.file.Path;

class PostgresRestartTest extends RestartContract {
  @Override
  protected TestDatabase create(Path folder) {
    return TestDatabase.postgresql();
  }

  /** Another server takes over when it has seen the beat of the dead one stand still. */
  @Override
  DurableStore restarted(DurableStore.Options options) {
    crash();
    DurableStore store = store(options);
    for (int look = 0; look < options.patience() + 2; look++) {
      store.beat();
    }
    return store;
  }
}
