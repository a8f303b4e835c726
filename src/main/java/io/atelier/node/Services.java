package io.atelier.node;

import java.util.Map;

/** What the server lends to nodes beyond their inputs: file stores, model stores and the like. */
public interface Services {
  /** No services at all. */
  Services NONE = of(Map.of());

  /**
   * The service of the type.
   *
   * @throws IllegalStateException when the server has none
   */
  <T> T get(Class<T> type);

  /** These and one more, which stands for one of the same type. */
  default <S> Services with(Class<S> added, S service) {
    Services others = this;
    return new Services() {
      @Override
      public <T> T get(Class<T> type) {
        return type == added ? type.cast(service) : others.get(type);
      }
    };
  }

  /** Services by their type. */
  static Services of(Map<Class<?>, Object> byType) {
    Map<Class<?>, Object> services = Map.copyOf(byType);
    return new Services() {
      @Override
      public <T> T get(Class<T> type) {
        Object service = services.get(type);
        if (service == null) {
          throw new IllegalStateException("this server has no " + type.getSimpleName());
        }
        return type.cast(service);
      }
    };
  }
}
