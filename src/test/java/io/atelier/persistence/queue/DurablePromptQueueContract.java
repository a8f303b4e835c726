package io.atelier.persistence.queue;

import io.atelier.persistence.DurableStore;
import io.atelier.persistence.StoreFixture;
import io.atelier.queue.History;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptQueueContract;
import org.jspecify.annotations.Nullable;

/** The durable queue keeps the contract of queues. */
abstract class DurablePromptQueueContract extends StoreFixture implements PromptQueueContract {
  private @Nullable DurableStore opened;

  private DurableStore opened() {
    DurableStore known = opened;
    if (known == null) {
      known = store();
      opened = known;
    }
    return known;
  }

  @Override
  public PromptQueue queue() {
    return opened().queue();
  }

  @Override
  public History history() {
    return opened().history();
  }
}
