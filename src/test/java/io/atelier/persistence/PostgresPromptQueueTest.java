package io.atelier.persistence;

import io.atelier.queue.PromptQueue;
import io.atelier.queue.PromptQueueContract;

class PostgresPromptQueueTest extends StoreFixture.PostgreSql implements PromptQueueContract {
  @Override
  public PromptQueue queue() {
    return store().queue();
  }
}
