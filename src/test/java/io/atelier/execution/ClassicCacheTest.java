package io.atelier.execution;

class ClassicCacheTest implements OutputCacheContract {
  @Override
  public OutputCache cache() {
    return new ClassicCache();
  }
}
