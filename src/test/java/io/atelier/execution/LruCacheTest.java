package io.atelier.execution;

class LruCacheTest implements OutputCacheContract {
  @Override
  public OutputCache cache() {
    return new LruCache(4);
  }
}
