package io.atelier.testkit;

import io.atelier.prompt.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds prompts in few words. Every change makes another builder, so that variants are cheap. */
public final class PromptBuilder {
  private static final long SIDE = 8;

  private final Map<String, Map<String, @Nullable Object>> nodes;

  private PromptBuilder(Map<String, Map<String, @Nullable Object>> nodes) {
    this.nodes = nodes;
  }

  public static PromptBuilder prompt() {
    return new PromptBuilder(new LinkedHashMap<>());
  }

  /** A link to the first output of a node. */
  public static List<Object> output(String node) {
    return output(node, 0);
  }

  /** A link to an output of a node. */
  public static List<Object> output(String node, int slot) {
    return List.of(node, (long) slot);
  }

  /** Adds a node; inputs are names and values in turn. */
  public PromptBuilder node(String id, String classType, @Nullable Object... inputs) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < inputs.length; i += 2) {
      values.put(String.valueOf(inputs[i]), inputs[i + 1]);
    }
    return set(id, Map.of("class_type", classType, "inputs", values));
  }

  /** Adds an 8×8 picture that is BLACK, WHITE or NOISE. */
  public PromptBuilder image(String id, String content) {
    return image(id, content, SIDE);
  }

  /** Adds a square picture. */
  public PromptBuilder image(String id, String content, long side) {
    return node(
        id, "StubImage", "content", content, "height", side, "width", side, "batch_size", 1L);
  }

  /** Adds an 8×8 mask. */
  public PromptBuilder mask(String id, Object value) {
    return node(id, "StubMask", "value", value, "height", SIDE, "width", SIDE, "batch_size", 1L);
  }

  /** Sets an input. */
  public PromptBuilder with(String id, String input, @Nullable Object value) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>(inputs(id));
    inputs.put(input, value);
    return member(id, "inputs", inputs);
  }

  /** Removes an input. */
  public PromptBuilder without(String id, String input) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>(inputs(id));
    inputs.remove(input);
    return member(id, "inputs", inputs);
  }

  /** Sets any member of the node object. */
  public PromptBuilder member(String id, String name, @Nullable Object value) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>(node(id));
    node.put(name, value);
    return set(id, node);
  }

  private PromptBuilder set(String id, Map<String, ? extends @Nullable Object> node) {
    Map<String, Map<String, @Nullable Object>> changed = new LinkedHashMap<>(nodes);
    changed.put(id, new LinkedHashMap<>(node));
    return new PromptBuilder(changed);
  }

  private Map<String, @Nullable Object> node(String id) {
    Map<String, @Nullable Object> node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return node;
  }

  @SuppressWarnings("unchecked")
  private Map<String, @Nullable Object> inputs(String id) {
    return node(id).get("inputs") instanceof Map<?, ?> inputs
        ? (Map<String, @Nullable Object>) inputs
        : Map.of();
  }

  public Prompt build() {
    return Prompt.fromJson(nodes);
  }
}
