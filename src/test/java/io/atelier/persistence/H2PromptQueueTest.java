package io.atelier.persistence;

import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptQueueContract;

class H2PromptQueueTest extends StoreFixture.H2 implements PromptQueueContract {
  @Override
  public PromptQueue queue() {
    return store().queue();
  }
}
