package io.atelier.queue;

class MemoryPromptQueueTest implements PromptQueueContract {
  private final MemoryHistory history = new MemoryHistory(History.LIMIT);
  private final MemoryPromptQueue queue = new MemoryPromptQueue(history);

  @Override
  public PromptQueue queue() {
    return queue;
  }

  @Override
  public History history() {
    return history;
  }
}
