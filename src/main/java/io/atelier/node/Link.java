package io.atelier.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input's connection to one output slot of another node. */
public record Link(NodeId source, int slot) {

  /**
   * The link that a JSON input value stands for: an array of exactly two elements, text and number
   * (a boolean counts as a number); null for every other value.
   */
  public static @Nullable Link fromJson(@Nullable Object value) {
    if (value instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String id) {
      if (pair.get(1) instanceof Number slot) {
        return new Link(new NodeId(id), slot.intValue());
      }
      if (pair.get(1) instanceof Boolean slot) {
        return new Link(new NodeId(id), slot ? 1 : 0);
      }
    }
    return null;
  }

  /** The link as clients write it: {@code ["4", 0]}. */
  public List<Object> toJson() {
    return List.of(source.value(), (long) slot);
  }
}
