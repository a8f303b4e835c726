package io.atelier.execution;

import io.atelier.node.AsyncNode;
import io.atelier.node.LazyInputs;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs nodes of one prompt on a pool before their turn.
 *
 * <p>The order in which nodes take effect never changes: the run loop stages them one by one as if
 * it ran each itself, and a node that was run ahead only has its result, or its failure, ready when
 * its turn comes; its events are kept back until then. Only nodes without an effect of their own
 * are run ahead: no output nodes, none that wait or need a device, none that choose lazy inputs. A
 * node may be run ahead on results that were themselves run ahead, so that whole branches proceed
 * side by side. Called by the run loop's thread alone.
 */
final class Prefetcher {
  private final int parallelism;
  private final Executor pool;
  private final DynamicGraph graph;
  private final ExecutionList list;
  private final RunResults results;
  private final NodeCalls calls;
  private final Function<NodeId, NodeType> types;
  private final Consumer<Runnable> loop;
  private final Map<CacheKey, Ahead> ahead = new LinkedHashMap<>();
  private @Nullable CacheKey current;
  private int running;

  /**
   * @param loop takes what is to happen on the run loop's thread
   */
  Prefetcher(
      EngineOptions options,
      DynamicGraph graph,
      ExecutionList list,
      RunResults results,
      NodeCalls calls,
      Function<NodeId, NodeType> types,
      Consumer<Runnable> loop) {
    this.parallelism = options.parallelism();
    this.pool = options.pool();
    this.graph = graph;
    this.list = list;
    this.results = results;
    this.calls = calls;
    this.types = types;
    this.loop = loop;
  }

  /** A node that runs, or ran, on the pool. */
  static final class Ahead {
    private final NodeId id;
    private final DeferredEvents events = new DeferredEvents();
    private @Nullable MergedOutput output;
    private @Nullable Throwable failure;
    private @Nullable CachedResult result;

    private Ahead(NodeId id) {
      this.id = id;
    }

    DeferredEvents events() {
      return events;
    }

    boolean isDone() {
      return output != null || failure != null;
    }

    /** The merged output of the node, which is done. */
    MergedOutput output() throws CallFailure {
      if (failure instanceof CallFailure call) {
        throw call;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      if (output == null) {
        throw new IllegalStateException("not done");
      }
      return output;
    }
  }

  boolean isParallel() {
    return parallelism > 1;
  }

  /** Takes note of the node whose turn it is, so that none like it is started beside it. */
  void turnOf(NodeId id) {
    current = results.signatureOf(id);
  }

  /** Starts what can be started. */
  void fill() {
    if (!isParallel() || running >= parallelism - 1) {
      return;
    }
    for (NodeId id : list.ready(parallelism)) {
      offer(id);
    }
    for (Ahead done : new ArrayList<>(ahead.values())) {
      if (done.result != null) {
        list.dependents(done.id).forEach(this::offer);
      }
    }
  }

  private void offer(NodeId id) {
    if (running < parallelism - 1 && mayRunAhead(id)) {
      start(id);
    }
  }

  private boolean mayRunAhead(NodeId id) {
    NodeType type = types.apply(id);
    NodeDefinition definition = type.definition();
    return !definition.isOutputNode()
        && !definition.needsDevice()
        && !(type.prototype() instanceof AsyncNode)
        && !(type.prototype() instanceof LazyInputs)
        && results.find(id) == null
        && !results.signatureOf(id).equals(current)
        && !ahead.containsKey(results.signatureOf(id))
        && list.blockers(id).stream().allMatch(blocker -> resultOf(blocker) != null);
  }

  private @Nullable CachedResult resultOf(NodeId id) {
    CachedResult result = results.find(id);
    Ahead own = result == null ? find(id) : null;
    return own == null ? result : own.result;
  }

  /** Runs a node on the pool. */
  Ahead start(NodeId id) {
    Ahead node = new Ahead(id);
    ahead.put(results.signatureOf(id), node);
    running++;
    NodeCall call =
        calls.prepare(id, types.apply(id), link -> resultOf(link.source()), node.events);
    pool.execute(
        () -> {
          try {
            MergedOutput output = call.run();
            loop.accept(() -> done(node, output, null));
          } catch (Throwable e) {
            loop.accept(() -> done(node, null, e));
          }
        });
    return node;
  }

  private void done(Ahead node, @Nullable MergedOutput output, @Nullable Throwable failure) {
    running--;
    node.failure = failure;
    node.output = output;
    if (output != null && output.expansions().isEmpty()) {
      try {
        node.result =
            new CachedResult(output.slots(link -> List.of()), null, graph.identity(node.id));
      } catch (RuntimeException e) {
        node.failure = e;
      }
    }
  }

  /** The node, or one like it, as it was run ahead; null when none was. */
  @Nullable Ahead find(NodeId id) {
    return ahead.get(results.signatureOf(id));
  }

  void forget(NodeId id) {
    ahead.remove(results.signatureOf(id));
  }

  boolean isRunning() {
    return running > 0;
  }

  /** Leaves calls that still go on to themselves. */
  void abandon() {
    for (Ahead node : ahead.values()) {
      if (!node.isDone()) {
        calls.abandon(node.id);
      }
    }
  }
}
