package io.atelier.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a graph as the engine sees it.
 *
 * @param inputs by name in order: a {@link Link}, a JSON constant or, in expansions, any object
 * @param displayId for an expanded node, the node that clients highlight instead of the expanding
 *     one
 */
public record GraphNode(
    NodeId id, String classType, Map<String, @Nullable Object> inputs, @Nullable NodeId displayId) {
  public GraphNode {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }
}
