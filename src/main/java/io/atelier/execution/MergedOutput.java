package io.atelier.execution;

import io.atelier.node.Expansion;
import io.atelier.node.Link;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The results of all calls of a node, made one. */
final class MergedOutput {
  private final NodeDefinition definition;
  private final List<NodeOutput> results = new ArrayList<>();

  /**
   * @param calls what each call returned, in order
   */
  MergedOutput(NodeDefinition definition, List<@Nullable NodeOutput> calls) {
    this.definition = definition;
    for (NodeOutput call : calls) {
      if (call == null) {
        throw new NodeException("TypeError", "object of type 'NoneType' has no len()");
      }
      results.add(call);
    }
  }

  List<Expansion> expansions() {
    List<Expansion> expansions = new ArrayList<>();
    for (NodeOutput result : results) {
      Expansion expansion = result.expansion();
      if (expansion != null) {
        expansions.add(expansion);
      }
    }
    return expansions;
  }

  /** Links to the nodes that stand in for this one's outputs. */
  List<Link> expandedLinks() {
    List<Link> links = new ArrayList<>();
    for (NodeOutput result : results) {
      if (result.expansion() != null) {
        for (Object value : result.values()) {
          if (value instanceof Link link) {
            links.add(link);
          }
        }
      }
    }
    return links;
  }

  /** What the node shows: per key of the first call, the elements of all calls; null for none. */
  @Nullable Map<String, List<Object>> ui() {
    Map<String, List<Object>> merged = null;
    for (NodeOutput result : results) {
      Map<String, List<Object>> ui = result.ui();
      if (ui == null) {
        continue;
      }
      if (merged == null) {
        merged = new LinkedHashMap<>();
        for (Map.Entry<String, List<Object>> entry : ui.entrySet()) {
          merged.put(entry.getKey(), new ArrayList<>(entry.getValue()));
        }
      } else {
        for (Map.Entry<String, List<Object>> entry : merged.entrySet()) {
          List<Object> more = ui.get(entry.getKey());
          if (more == null) {
            throw new NodeException("KeyError", "'" + entry.getKey() + "'");
          }
          entry.getValue().addAll(more);
        }
      }
    }
    return merged;
  }

  /**
   * The values per output slot.
   *
   * @param resolve the values behind a link into an expansion
   */
  List<List<@Nullable Object>> slots(Function<Link, List<@Nullable Object>> resolve) {
    List<Output> outputs = definition.outputs();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (NodeOutput result : results) {
      if (result.blocker() != null) {
        List<@Nullable Object> blocked = new ArrayList<>();
        outputs.forEach(output -> blocked.add(result.blocker()));
        rows.add(blocked);
      } else if (!result.values().isEmpty()) {
        rows.add(result.expansion() == null ? result.values() : resolved(result, resolve));
      }
    }
    List<List<@Nullable Object>> slots = new ArrayList<>();
    int count = rows.isEmpty() ? 0 : rows.get(0).size();
    for (int slot = 0; slot < count; slot++) {
      boolean isList = slot < outputs.size() && outputs.get(slot).list();
      List<@Nullable Object> merged = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        if (slot >= row.size()) {
          throw new NodeException("IndexError", "tuple index out of range");
        }
        Object value = row.get(slot);
        if (isList && value instanceof List<?> elements) {
          merged.addAll(elements);
        } else {
          merged.add(value);
        }
      }
      slots.add(merged);
    }
    return slots;
  }

  private static List<@Nullable Object> resolved(
      NodeOutput result, Function<Link, List<@Nullable Object>> resolve) {
    List<@Nullable Object> row = new ArrayList<>();
    for (Object value : result.values()) {
      if (value instanceof Link link) {
        row.addAll(resolve.apply(link));
      } else {
        row.add(value);
      }
    }
    return row;
  }
}
