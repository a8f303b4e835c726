package io.atelier.bench;

import io.atelier.config.AtelierSettings;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptJob;
import io.atelier.node.NodeId;
import io.atelier.node.NodePacks;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.setup.EngineSetup;
import io.atelier.wire.MessageJson;
import io.atelier.worker.EmbeddedWorker;
import io.atelier.worker.Models;
import io.atelier.worker.Worker;
import io.atelier.worker.process.ChildCommand;
import io.atelier.worker.process.ProcessWorker;
import io.atelier.worker.process.Supervision;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the way to the worker process and back costs: chains of nodes that do next to nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WorkerBenchmark {
  /** Nodes of the chain. */
  @Param({"3", "30", "1000"})
  public int nodes;

  @Param({"embedded", "process"})
  public String kind;

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private Worker worker;
  private Path base;
  private long seed;

  @Setup
  public void start() throws IOException {
    base = Files.createTempDirectory("worker-benchmark");
    Map<String, String> given =
        Map.of("atelier.base-directory", base.toString(), "atelier.parallelism", "2");
    worker = kind.equals("embedded") ? embedded(given) : process(given);
  }

  private Worker embedded(Map<String, String> given) {
    AtelierSettings settings = AtelierSettings.read(given::get);
    NodePacks packs = EngineSetup.packs(settings);
    return new EmbeddedWorker(
        EngineSetup.executor(
            settings,
            EngineSetup.registry(packs),
            EngineSetup.services(
                EngineSetup.files(settings), EngineSetup.models(settings).folders()),
            pool),
        Models.NONE);
  }

  private static Worker process(Map<String, String> given) {
    List<String> classPath =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    return new ProcessWorker(
        ChildCommand.of(classPath, List.of()), given, Supervision.of(false), Thread::new);
  }

  @TearDown
  public void stop() throws IOException {
    worker.close();
    pool.shutdownNow();
    Files.delete(base);
  }

  /** Every node runs. */
  @Benchmark
  public ExecutionResult first() {
    return succeeded(worker.run(job(++seed), (audience, message) -> {}));
  }

  /** Nothing runs. */
  @Benchmark
  public ExecutionResult cached() {
    return succeeded(worker.run(job(seed), (audience, message) -> {}));
  }

  private static ExecutionResult succeeded(ExecutionResult result) {
    if (result.status() != ExecutionResult.Status.SUCCEEDED) {
      throw new IllegalStateException(String.valueOf(MessageJson.data(result.closing())));
    }
    return result;
  }

  private PromptJob job(long value) {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("1", node("PrimitiveString", Map.of("value", "text " + value)));
    for (int i = 2; i < nodes; i++) {
      Map<String, Object> inputs = Map.of("string", List.of("" + (i - 1), 0L), "mode", "Both");
      graph.put("" + i, node("StringTrim", inputs));
    }
    graph.put("out", node("PreviewAny", Map.of("source", List.of("" + (nodes - 1), 0L))));
    return new PromptJob(
        PromptId.random(),
        Prompt.fromJson(graph),
        List.of(new NodeId("out")),
        ExtraData.of(Map.of("client_id", "bench")));
  }

  private static Map<String, Object> node(String classType, Map<String, Object> inputs) {
    return Map.of("class_type", classType, "inputs", inputs);
  }
}
