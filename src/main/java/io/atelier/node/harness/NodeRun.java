package io.atelier.node.harness;

import io.atelier.node.ExecutionBlocker;
import io.atelier.node.Expansion;
import io.atelier.node.NodeOutput;
import io.atelier.node.Preview;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a node returned and told.
 *
 * @param returned as the node returned it
 * @param progress its reports, in order
 * @param texts what it showed at itself, in order
 * @param askedFor the lazy inputs that it asked for, in order
 */
public record NodeRun(
    NodeOutput returned, List<NodeProgress> progress, List<String> texts, Set<String> askedFor) {
  /**
   * The value of an output slot, counted from 0; of a slot that is a list, the {@link List}.
   *
   * @throws IndexOutOfBoundsException when the node returned fewer values
   */
  public @Nullable Object output(int slot) {
    return returned.values().get(slot);
  }

  /**
   * The value of an output slot.
   *
   * @throws ClassCastException when it is of another kind
   * @throws NullPointerException when there is none
   */
  public <T> T output(int slot, Class<T> kind) {
    return kind.cast(Objects.requireNonNull(output(slot), "output " + slot));
  }

  /** What clients are shown under a key, such as {@code images}; empty for nothing. */
  public List<Object> ui(String key) {
    Map<String, List<Object>> ui = returned.ui();
    return ui == null ? List.of() : ui.getOrDefault(key, List.of());
  }

  /** The pictures that came with its progress, in order. */
  public List<Preview> previews() {
    return progress.stream().map(NodeProgress::preview).filter(Objects::nonNull).toList();
  }

  /** The graph that stands in the node's place, or null. */
  public @Nullable Expansion expansion() {
    return returned.expansion();
  }

  /** What keeps the nodes that hang on this one from running, or null. */
  public @Nullable ExecutionBlocker blocker() {
    return returned.blocker();
  }
}
