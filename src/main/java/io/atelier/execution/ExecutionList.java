package io.atelier.execution;

import io.atelier.node.GraphNode;
import io.atelier.node.Link;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that still have to run, and the order in which they may.
 *
 * <p>A node is pending once it is needed; it is ready when no pending node blocks it. Among the
 * ready nodes those nearest to the user come first: output and asynchronous nodes, then nodes that
 * feed an output directly, then those one step further, each in order of becoming pending. Ready
 * nodes are kept sorted by that rank, so that a pick costs O(log n).
 */
final class ExecutionList {
  private static final int FEEDS_OUTPUT = 1;
  private static final int TWO_STEPS = 2;
  private static final int RANKS = 4;

  /** What the list asks about nodes. */
  interface Facts {
    /** The node's inputs. */
    GraphNode node(NodeId id);

    /** Whether the result is there already. */
    boolean isAvailable(NodeId id);

    boolean isLazyInput(GraphNode node, String input);

    /** Whether the node is an output node. */
    boolean isOutput(NodeId id);

    boolean isAsync(NodeId id);
  }

  private static final class Entry {
    final NodeId id;
    final long sequence;
    final boolean output;
    final Set<Entry> blocks = new LinkedHashSet<>();
    final Set<Entry> blockedBy = new LinkedHashSet<>();
    int rank;
    boolean feedsOutput;
    boolean heldOutside;
    boolean staged;

    Entry(NodeId id, long sequence, boolean output, int rank) {
      this.id = id;
      this.sequence = sequence;
      this.output = output;
      this.rank = rank;
    }
  }

  private record Edge(NodeId from, NodeId to) {}

  private final Facts facts;
  private final Map<NodeId, Entry> pending = new LinkedHashMap<>();
  private final List<TreeMap<Long, Entry>> ready = new ArrayList<>();
  private long sequence;
  private int heldOutside;

  ExecutionList(Facts facts) {
    this.facts = facts;
    for (int i = 0; i < RANKS; i++) {
      ready.add(new TreeMap<>());
    }
  }

  /** Makes a node pending, with everything that it needs and that is not there yet. */
  void add(NodeId root) {
    Deque<NodeId> stack = new ArrayDeque<>();
    List<Edge> edges = new ArrayList<>();
    stack.push(root);
    while (!stack.isEmpty()) {
      NodeId id = stack.pop();
      if (pending.containsKey(id)) {
        continue;
      }
      addEntry(id);
      if (facts.isAvailable(id)) {
        continue;
      }
      GraphNode node = facts.node(id);
      for (Map.Entry<String, @Nullable Object> input : node.inputs().entrySet()) {
        if (input.getValue() instanceof Link link
            && !facts.isLazyInput(node, input.getKey())
            && !facts.isAvailable(link.source())) {
          stack.push(link.source());
          edges.add(new Edge(link.source(), id));
        }
      }
    }
    for (Edge edge : edges) {
      block(edge.from(), edge.to());
    }
  }

  private void addEntry(NodeId id) {
    boolean output = facts.isOutput(id);
    Entry entry = new Entry(id, sequence++, output, output || facts.isAsync(id) ? 0 : RANKS - 1);
    pending.put(id, entry);
    ready.get(entry.rank).put(entry.sequence, entry);
  }

  /** Makes the target wait for the source, which becomes pending unless its result is there. */
  void addDependency(NodeId source, NodeId target) {
    if (!facts.isAvailable(source)) {
      add(source);
      block(source, target);
    }
  }

  /**
   * Makes the target of an input wait for the input's source.
   *
   * @throws NodeException when the input is no link
   */
  void requireInput(NodeId target, String input) {
    GraphNode node = facts.node(target);
    if (!node.inputs().containsKey(input)) {
      throw new NodeException(
          "comfy_execution.graph.NodeInputError",
          "Node "
              + target
              + " says it needs input "
              + input
              + ", but there is no input to that node at all");
    }
    if (!(node.inputs().get(input) instanceof Link link)) {
      throw new NodeException(
          "comfy_execution.graph.NodeInputError",
          "Node " + target + " says it needs input " + input + ", but that value is a constant");
    }
    addDependency(link.source(), target);
  }

  private void block(NodeId from, NodeId to) {
    Entry source = pending.get(from);
    Entry target = pending.get(to);
    if (source == null || target == null || !source.blocks.add(target)) {
      return;
    }
    target.blockedBy.add(source);
    ready.get(target.rank).remove(target.sequence);
    if (target.output) {
      promote(source, FEEDS_OUTPUT);
      if (!source.feedsOutput) {
        source.feedsOutput = true;
        source.blockedBy.forEach(entry -> promote(entry, TWO_STEPS));
      }
    } else if (target.feedsOutput) {
      promote(source, TWO_STEPS);
    }
  }

  /** A node is found to be nearer to an output; it only ever gets nearer. */
  private void promote(Entry entry, int rank) {
    if (rank < entry.rank) {
      boolean wasReady = ready.get(entry.rank).remove(entry.sequence) != null;
      entry.rank = rank;
      if (wasReady) {
        ready.get(rank).put(entry.sequence, entry);
      }
    }
  }

  /** Takes the node to run next; null when none is ready. */
  @Nullable NodeId stage() {
    for (TreeMap<Long, Entry> ofRank : ready) {
      Map.Entry<Long, Entry> first = ofRank.pollFirstEntry();
      if (first != null) {
        first.getValue().staged = true;
        return first.getValue().id;
      }
    }
    return null;
  }

  /** Puts a staged node back to wait for its new blockers, or to be staged again. */
  void unstage(NodeId id) {
    Entry entry = require(id);
    entry.staged = false;
    makeReadyIfFree(entry);
  }

  /** Removes a staged node that has finished; those that waited for it may become ready. */
  void complete(NodeId id) {
    Entry entry = require(id);
    pending.remove(id);
    for (Entry blocked : entry.blocks) {
      blocked.blockedBy.remove(entry);
      makeReadyIfFree(blocked);
    }
  }

  /** Puts a staged node back to wait for work outside the list. */
  void hold(NodeId id) {
    Entry entry = require(id);
    entry.staged = false;
    entry.heldOutside = true;
    heldOutside++;
  }

  /** Ends the wait for work outside the list. */
  void release(NodeId id) {
    Entry entry = require(id);
    if (entry.heldOutside) {
      entry.heldOutside = false;
      heldOutside--;
      makeReadyIfFree(entry);
    }
  }

  /** The first ready nodes, in the order in which they would be staged. */
  List<NodeId> ready(int atMost) {
    List<NodeId> ids = new ArrayList<>();
    for (TreeMap<Long, Entry> ofRank : ready) {
      for (Entry entry : ofRank.values()) {
        if (ids.size() == atMost) {
          return ids;
        }
        ids.add(entry.id);
      }
    }
    return ids;
  }

  /** The pending nodes that wait for a pending node. */
  List<NodeId> dependents(NodeId id) {
    return ids(require(id).blocks);
  }

  /** The pending nodes that a pending node waits for. */
  List<NodeId> blockers(NodeId id) {
    return ids(require(id).blockedBy);
  }

  private static List<NodeId> ids(Set<Entry> entries) {
    List<NodeId> ids = new ArrayList<>(entries.size());
    entries.forEach(entry -> ids.add(entry.id));
    return ids;
  }

  private void makeReadyIfFree(Entry entry) {
    if (entry.blockedBy.isEmpty() && !entry.heldOutside && !entry.staged) {
      ready.get(entry.rank).put(entry.sequence, entry);
    }
  }

  private Entry require(NodeId id) {
    Entry entry = pending.get(id);
    if (entry == null) {
      throw new IllegalStateException("node " + id + " is not pending");
    }
    return entry;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Whether nodes wait for work outside the list. */
  boolean hasHeld() {
    return heldOutside > 0;
  }

  /** Any node that waits for work outside the list. */
  @Nullable NodeId anyHeld() {
    for (Entry entry : pending.values()) {
      if (entry.heldOutside) {
        return entry.id;
      }
    }
    return null;
  }

  /** The nodes that wait for one another when nothing is ready; the chosen one comes first. */
  List<NodeId> findCycle(Predicate<NodeId> preferred) {
    Map<Entry, Integer> places = new HashMap<>();
    List<Entry> path = new ArrayList<>();
    Entry current = pending.values().iterator().next();
    while (!places.containsKey(current)) {
      places.put(current, path.size());
      path.add(current);
      current = current.blockedBy.iterator().next();
    }
    List<Entry> cycle = new ArrayList<>(path.subList(places.get(current), path.size()));
    cycle.sort((x, y) -> Long.compare(x.sequence, y.sequence));
    List<NodeId> ids = new ArrayList<>();
    cycle.forEach(entry -> ids.add(entry.id));
    for (NodeId id : ids) {
      if (preferred.test(id)) {
        ids.remove(id);
        ids.add(0, id);
        break;
      }
    }
    return ids;
  }
}
