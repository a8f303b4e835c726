package io.atelier.persistence.history;

import io.atelier.persistence.DurableStore;
import io.atelier.persistence.StoreFixture;
import io.atelier.queue.History;
import io.atelier.queue.HistoryContract;

/** The durable history keeps the contract of histories. */
abstract class DurableHistoryContract extends StoreFixture implements HistoryContract {
  @Override
  public History history() {
    return store(new DurableStore.Options(limit(), 3, false, 5)).history();
  }

  @Override
  public int limit() {
    return 50;
  }
}
