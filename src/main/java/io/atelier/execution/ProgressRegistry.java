package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import io.atelier.node.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the nodes of one prompt are.
 *
 * <p>A snapshot names a moment instead of copying the nodes: each node remembers its latest changes
 * with the moment of each, so that taking a snapshot is O(1) however many nodes there are, and only
 * a snapshot that is really sent pays for its length.
 */
public final class ProgressRegistry {
  private static final int REMEMBERED = 64;

  private final List<Entry> started = new ArrayList<>();
  private final Map<NodeId, Entry> byId = new HashMap<>();
  private long moment;

  private record Change(long moment, NodeProgress progress) {}

  /** The latest changes of one node, newest first. */
  private static final class Entry {
    final NodeIdentity identity;
    final Deque<Change> changes = new ArrayDeque<>(4);

    Entry(NodeIdentity identity) {
      this.identity = identity;
    }

    NodeProgress at(long moment) {
      for (Change change : changes) {
        if (change.moment() <= moment) {
          return change.progress();
        }
      }
      return changes.getLast().progress();
    }
  }

  /** A change that another registry saw ({@link ProgressSnapshot#latest}). */
  public synchronized ProgressSnapshot apply(NodeProgress change) {
    return change(change.node(), change.state(), change.value(), change.max());
  }

  /** A node begins, or begins again. */
  synchronized ProgressSnapshot start(NodeIdentity node) {
    return change(node, NodeProgress.State.RUNNING, 0.0, 1.0);
  }

  synchronized ProgressSnapshot update(NodeIdentity node, Number value, Number max) {
    return change(node, NodeProgress.State.RUNNING, value, max);
  }

  /** A node is done, or was there already. */
  synchronized ProgressSnapshot finish(NodeIdentity node) {
    Entry entry = byId.get(node.id());
    Number max = entry == null ? (Number) 1.0 : entry.changes.getFirst().progress().max();
    return change(node, NodeProgress.State.FINISHED, max, max);
  }

  private ProgressSnapshot change(
      NodeIdentity node, NodeProgress.State state, Number value, Number max) {
    Entry entry =
        byId.computeIfAbsent(
            node.id(),
            id -> {
              Entry first = new Entry(node);
              started.add(first);
              return first;
            });
    moment++;
    NodeProgress latest = new NodeProgress(entry.identity, state, value, max);
    entry.changes.addFirst(new Change(moment, latest));
    if (entry.changes.size() > REMEMBERED) {
      entry.changes.removeLast();
    }
    return new Moment(moment, started.size(), latest);
  }

  /** The nodes that had started at a moment, as they were then. */
  private final class Moment implements ProgressSnapshot {
    private final long at;
    private final int size;
    private final NodeProgress latest;

    Moment(long at, int size, NodeProgress latest) {
      this.at = at;
      this.size = size;
      this.latest = latest;
    }

    @Override
    public NodeProgress latest() {
      return latest;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public List<NodeProgress> nodes() {
      synchronized (ProgressRegistry.this) {
        List<NodeProgress> nodes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
          nodes.add(started.get(i).at(at));
        }
        return nodes;
      }
    }
  }
}
