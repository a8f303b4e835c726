package io.atelier.node;

import org.jspecify.annotations.Nullable;

/**
 * One output slot.
 *
 * @param list whether the node returns a {@link java.util.List} that is mapped over downstream
 * @param choices for an output that carries one of a combo's values: those values
 */
public record Output(
    SocketType type,
    String name,
    boolean list,
    @Nullable String tooltip,
    @Nullable Choices choices) {
  public static Output of(SocketType type) {
    return new Output(type, type.name(), false, null, null);
  }

  public static Output named(String name, SocketType type) {
    return new Output(type, name, false, null, null);
  }

  /** A slot whose values feed combo inputs that offer the same choices. */
  public static Output ofChoices(String name, Choices choices) {
    return new Output(SocketType.COMBO, name, false, null, choices);
  }

  public Output asList() {
    return new Output(type, name, true, tooltip, choices);
  }

  public Output tooltip(String text) {
    return new Output(type, name, list, text, choices);
  }
}
