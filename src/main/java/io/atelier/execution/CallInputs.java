package io.atelier.execution;

import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lists that arrive at a node's inputs, and the calls that they make: one with all lists, or
 * one per element, shorter lists repeating their last.
 *
 * @param lists values by input name
 * @param missing names of linked inputs whose values are not there
 */
record CallInputs(Map<String, List<@Nullable Object>> lists, Set<String> missing) {

  /**
   * The inputs of each call.
   *
   * @param wholeLists whether the node takes lists
   * @throws NodeException of type IndexError when an empty list meets others
   */
  List<NodeInputs> calls(boolean wholeLists) {
    if (wholeLists) {
      return List.of(new NodeInputs(new LinkedHashMap<>(lists)));
    }
    int count = 0;
    for (List<?> list : lists.values()) {
      count = Math.max(count, list.size());
    }
    if (count == 0) {
      return List.of(new NodeInputs(Map.of()));
    }
    List<NodeInputs> calls = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Map.Entry<String, List<@Nullable Object>> entry : lists.entrySet()) {
        List<@Nullable Object> list = entry.getValue();
        if (list.isEmpty()) {
          throw new NodeException("IndexError", "list index out of range");
        }
        values.put(entry.getKey(), list.get(Math.min(i, list.size() - 1)));
      }
      calls.add(new NodeInputs(values));
    }
    return calls;
  }
}
