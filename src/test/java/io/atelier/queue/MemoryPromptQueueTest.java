package io.atelier.queue;

class MemoryPromptQueueTest implements PromptQueueContract {
  @Override
  public PromptQueue queue() {
    return new MemoryPromptQueue();
  }
}
