package io.atelier.bench;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.wire.ErrorJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** What the engine itself costs: a chain of nodes that do nothing, without a server. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBenchmark {
  /** Nodes of the chain. */
  @Param({"100", "500", "1000", "10000"})
  public int nodes;

  private final NodeRegistry registry =
      NodeRegistry.builder().add(Pass::new, "bench").add(Out::new, "bench").build();
  private final PromptValidator validator =
      new PromptValidator(registry, Services.NONE, ErrorJson::length);
  private final PromptExecutor executor =
      new PromptExecutor(registry, Services.NONE, new ClassicCache(), EngineOptions.sequential());
  private long seed;

  @Setup
  public void runOnce() {
    executor.run(job(chain(0)), (audience, message) -> {});
  }

  /** Validation alone. */
  @Benchmark
  public ValidationReport validate() {
    return validator.validate(chain(0), null);
  }

  /** Every node runs. */
  @Benchmark
  public ExecutionResult first() {
    return executor.run(job(chain(++seed)), (audience, message) -> {});
  }

  /** Nothing runs: signatures and look-ups. */
  @Benchmark
  public ExecutionResult cached() {
    return executor.run(job(chain(seed)), (audience, message) -> {});
  }

  private PromptJob job(Prompt prompt) {
    if (validator.validate(prompt, null) instanceof ValidationReport.Accepted accepted) {
      return new PromptJob(
          PromptId.random(), accepted.prompt(), accepted.outputs(), ExtraData.NONE);
    }
    throw new IllegalStateException("the benchmark's prompt is invalid");
  }

  private Prompt chain(long value) {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("0", Map.of("class_type", "Pass", "inputs", Map.of("x", value)));
    for (int i = 1; i < nodes; i++) {
      graph.put(
          Integer.toString(i),
          Map.of(
              "class_type", "Pass", "inputs", Map.of("x", List.of(Integer.toString(i - 1), 0L))));
    }
    graph.put(
        "out",
        Map.of(
            "class_type", "Out", "inputs", Map.of("x", List.of(Integer.toString(nodes - 1), 0L))));
    return Prompt.fromJson(graph);
  }

  private static final Input<Object> X = Input.any("x");

  static final class Pass implements Node {
    @Override
    public NodeDefinition definition() {
      return NodeDefinition.of("Pass").inputs(X).outputs(SocketType.ANY).build();
    }

    @Override
    public NodeOutput run(NodeInputs inputs, NodeContext context) {
      return NodeOutput.of(inputs.get(X));
    }
  }

  static final class Out implements Node {
    @Override
    public NodeDefinition definition() {
      return NodeDefinition.of("Out").inputs(X).outputNode().build();
    }

    @Override
    public NodeOutput run(NodeInputs inputs, NodeContext context) {
      return NodeOutput.none();
    }
  }
}
