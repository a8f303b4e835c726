package io.atelier.node;

import java.util.List;

/** The values that a combo input offers, asked for anew at every use. */
@FunctionalInterface
public interface Choices {
  /** The values on offer now; usually texts. */
  List<Object> list(Services services);

  /** Values that never change. */
  static Choices of(Object... values) {
    List<Object> fixed = List.of(values);
    return services -> fixed;
  }
}
