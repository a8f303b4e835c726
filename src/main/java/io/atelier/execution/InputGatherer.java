package io.atelier.execution;

import io.atelier.node.GraphNode;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Link;
import io.atelier.node.NodeDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what arrives at a node's inputs: values behind links, constants and hidden values. */
final class InputGatherer {
  private final HiddenInputs hidden;

  InputGatherer(HiddenInputs hidden) {
    this.hidden = hidden;
  }

  /**
   * The inputs of a node about to run.
   *
   * @param results the result of a linked node, or null while it is not there
   */
  CallInputs gather(
      GraphNode node, NodeDefinition definition, Function<Link, @Nullable CachedResult> results) {
    Map<String, List<@Nullable Object>> lists = new LinkedHashMap<>();
    Set<String> missing = new HashSet<>();
    for (Map.Entry<String, @Nullable Object> entry : node.inputs().entrySet()) {
      String name = entry.getKey();
      Input<?> input = definition.inputs().get(name);
      if (entry.getValue() instanceof Link link && (input == null || !input.isRawLink())) {
        List<@Nullable Object> values = slot(results.apply(link), link.slot());
        if (values == null) {
          missing.add(name);
          values = one(null);
        }
        lists.put(name, values);
      } else if (input != null) {
        lists.put(name, one(entry.getValue()));
      }
    }
    for (Input<?> input : definition.inputs().values()) {
      Hidden kind = input.hidden();
      if (kind != null) {
        lists.put(input.name(), one(hidden.value(kind, node.id())));
      }
    }
    return new CallInputs(lists, missing);
  }

  /** The inputs of a node that is asked for its fingerprint: links count as null. */
  CallInputs gatherConstants(GraphNode node, NodeDefinition definition) {
    Map<String, List<@Nullable Object>> lists = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : node.inputs().entrySet()) {
      Input<?> input = definition.inputs().get(entry.getKey());
      if (entry.getValue() instanceof Link && (input == null || !input.isRawLink())) {
        lists.put(entry.getKey(), one(null));
      } else if (input != null) {
        lists.put(entry.getKey(), one(entry.getValue()));
      }
    }
    for (Input<?> input : definition.inputs().values()) {
      Hidden kind = input.hidden();
      if (kind != null) {
        lists.put(input.name(), one(hidden.valueBeforeExecution(kind, node.id())));
      }
    }
    return new CallInputs(lists, Set.of());
  }

  /** The values of a slot, negative ones counted from the last; null when there is none. */
  static @Nullable List<@Nullable Object> slot(@Nullable CachedResult result, int slot) {
    if (result == null) {
      return null;
    }
    int index = slot < 0 ? result.slots().size() + slot : slot;
    return index < 0 || index >= result.slots().size() ? null : result.slots().get(index);
  }

  private static List<@Nullable Object> one(@Nullable Object value) {
    List<@Nullable Object> list = new ArrayList<>(1);
    list.add(value);
    return Collections.unmodifiableList(list);
  }
}
