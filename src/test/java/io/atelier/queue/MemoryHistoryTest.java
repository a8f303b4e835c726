package io.atelier.queue;

class MemoryHistoryTest implements HistoryContract {
  @Override
  public History history() {
    return new MemoryHistory(limit());
  }

  @Override
  public int limit() {
    return 50;
  }
}
