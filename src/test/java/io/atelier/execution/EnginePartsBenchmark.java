package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import io.atelier.node.GraphNode;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeOutput;
import io.atelier.node.NodeRegistry;
import io.atelier.node.SocketType;
import io.atelier.prompt.Prompt;
import io.atelier.testkit.LambdaNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What signatures, the schedule and the cache cost for a chain of so many nodes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EnginePartsBenchmark {
  /** Nodes of the chain. */
  @Param({"100", "1000", "10000"})
  public int nodes;

  private final Supplier<Node> pass =
      LambdaNode.of(
          NodeDefinition.of("Pass").inputs(Input.any("x")).outputs(SocketType.ANY),
          (in, context) -> NodeOutput.none());
  private final NodeRegistry registry = NodeRegistry.builder().add(pass, "bench").build();
  private final LruCache cache = new LruCache(1);
  private DynamicGraph graph = new DynamicGraph(Prompt.fromJson(Map.of()));
  private Set<CacheKey> keys = Set.of();

  @Setup
  public void prepare() {
    Map<String, Object> chain = new LinkedHashMap<>();
    for (int i = 0; i < nodes; i++) {
      Object x = i == 0 ? (Object) "start" : List.of("" + (i - 1), 0L);
      chain.put("" + i, Map.of("class_type", "Pass", "inputs", Map.of("x", x)));
    }
    graph = new DynamicGraph(Prompt.fromJson(chain));
    keys = sign();
    cache.begin(keys, List.of());
    NodeId id = new NodeId("0");
    CachedResult result = new CachedResult(List.of(), null, new NodeIdentity(id, id, null, id));
    keys.forEach(key -> cache.put(key, result));
  }

  /** The signatures of all nodes. */
  @Benchmark
  public Set<CacheKey> sign() {
    return new Signatures(graph, registry, (node, type) -> false).ofAll(graph.nodeIds());
  }

  /** All nodes made pending, staged and completed. */
  @Benchmark
  public ExecutionList schedule() {
    ExecutionList list = new ExecutionList(new Nothing());
    list.add(new NodeId("" + (nodes - 1)));
    for (NodeId next = list.stage(); next != null; next = list.stage()) {
      list.complete(next);
    }
    return list;
  }

  /** A look-up of every signature. */
  @Benchmark
  public int lookUp() {
    int found = 0;
    for (CacheKey key : keys) {
      if (cache.get(key) != null) {
        found++;
      }
    }
    return found;
  }

  /** Facts of a graph of which nothing is there yet. */
  private final class Nothing implements ExecutionList.Facts {
    @Override
    public GraphNode node(NodeId id) {
      return graph.require(id);
    }

    @Override
    public boolean isAvailable(NodeId id) {
      return false;
    }

    @Override
    public boolean isLazyInput(GraphNode node, String input) {
      return false;
    }

    @Override
    public boolean isOutput(NodeId id) {
      return false;
    }

    @Override
    public boolean isAsync(NodeId id) {
      return false;
    }
  }
}
