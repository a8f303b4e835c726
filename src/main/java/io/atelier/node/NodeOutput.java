package io.atelier.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a node returns: values, something for clients to show, a graph to run in its
 * place, or a blocker.
 */
public final class NodeOutput {
  private static final NodeOutput NONE = new NodeOutput(List.of(), null, null, null);

  private final List<@Nullable Object> values;
  private final @Nullable Map<String, List<Object>> ui;
  private final @Nullable Expansion expansion;
  private final @Nullable ExecutionBlocker blocker;

  private NodeOutput(
      List<@Nullable Object> values,
      @Nullable Map<String, List<Object>> ui,
      @Nullable Expansion expansion,
      @Nullable ExecutionBlocker blocker) {
    this.values = values;
    this.ui = ui;
    this.expansion = expansion;
    this.blocker = blocker;
  }

  /** No values. */
  public static NodeOutput none() {
    return NONE;
  }

  /** One value per output slot; a slot that is a list takes a {@link List}. */
  public static NodeOutput of(@Nullable Object... values) {
    return ofValues(Arrays.asList(values));
  }

  /** One value per output slot. */
  public static NodeOutput ofValues(List<@Nullable Object> values) {
    return new NodeOutput(Collections.unmodifiableList(new ArrayList<>(values)), null, null, null);
  }

  /** Blocks everything that hangs on this node. */
  public static NodeOutput blocked(ExecutionBlocker blocker) {
    return new NodeOutput(List.of(), null, null, blocker);
  }

  /**
   * A graph to run in this node's place.
   *
   * @param results one per output slot: a {@link Link} into the graph, or a value
   */
  public static NodeOutput expand(Expansion expansion, @Nullable Object... results) {
    return new NodeOutput(
        Collections.unmodifiableList(new ArrayList<>(Arrays.asList(results))),
        null,
        expansion,
        null);
  }

  /** The same, showing {@code elements} to clients under {@code key}. */
  public NodeOutput withUi(String key, List<?> elements) {
    Map<String, List<Object>> more = new LinkedHashMap<>();
    if (ui != null) {
      more.putAll(ui);
    }
    more.put(key, List.copyOf(elements));
    return new NodeOutput(values, Collections.unmodifiableMap(more), expansion, blocker);
  }

  public List<@Nullable Object> values() {
    return values;
  }

  /** JSON lists by key, such as {@code images}; null for none. */
  public @Nullable Map<String, List<Object>> ui() {
    return ui;
  }

  public @Nullable Expansion expansion() {
    return expansion;
  }

  public @Nullable ExecutionBlocker blocker() {
    return blocker;
  }
}
