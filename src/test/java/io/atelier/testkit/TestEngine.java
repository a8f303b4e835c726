package io.atelier.testkit;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.OutputCache;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.node.Node;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeOutput;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.wire.ErrorJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine with test nodes, to which prompts are given one after the other. */
public final class TestEngine {
  public static final String CLIENT = "me";

  private final OutputCache cache;
  private final EngineOptions options;
  private final List<Supplier<? extends Node>> more = new ArrayList<>();
  private final Map<String, Runnable> duringNode = new ConcurrentHashMap<>();
  private final List<String> hookRuns = new CopyOnWriteArrayList<>();
  private final PromptId promptId = new PromptId("p");
  private @Nullable NodeRegistry registry;
  private @Nullable PromptExecutor executor;

  public TestEngine(OutputCache cache, EngineOptions options) {
    this.cache = cache;
    this.options = options;
  }

  /** One node at a time, classic cache. */
  public static TestEngine classic() {
    return with(new ClassicCache());
  }

  /** One node at a time. */
  public static TestEngine with(OutputCache cache) {
    return new TestEngine(cache, EngineOptions.sequential());
  }

  /** Adds a node class; to be called before the first prompt. */
  public TestEngine knowing(Supplier<? extends Node> node) {
    more.add(node);
    return this;
  }

  /** Does something while a node of class {@code Hook} (x to x) with this id runs. */
  public TestEngine during(String hookNode, Runnable action) {
    duringNode.put(hookNode, action);
    return this;
  }

  /** The ids of {@code Hook} and {@code Save} nodes as they ran. */
  public List<String> hookRuns() {
    return hookRuns;
  }

  /** The classes known. */
  public synchronized NodeRegistry registry() {
    if (registry == null) {
      NodeRegistry.Builder builder = NodeRegistry.builder();
      TestNodes.addTo(builder);
      builder.add(
          LambdaNode.of(
              TestNodes.passing("Hook"),
              (in, context) -> {
                hookRuns.add(context.nodeId().value());
                duringNode.getOrDefault(context.nodeId().value(), () -> {}).run();
                return NodeOutput.of(in.get(TestNodes.X));
              }),
          "test");
      builder.add(
          LambdaNode.of(
              NodeDefinition.of("Save").inputs(TestNodes.X).outputNode(),
              (in, context) -> {
                hookRuns.add(context.nodeId().value());
                return NodeOutput.none().withUi("file", List.of("file " + hookRuns.size()));
              }),
          "test");
      more.forEach(node -> builder.add(node, "test"));
      registry = builder.build();
    }
    return registry;
  }

  private synchronized PromptExecutor executor() {
    if (executor == null) {
      executor = new PromptExecutor(registry(), Services.NONE, cache, options);
    }
    return executor;
  }

  /** Ends the running prompt at its next step. */
  public void interrupt() {
    executor().interrupt(promptId);
  }

  /** Ends a prompt of another id, if it runs. */
  public void interrupt(String id) {
    executor().interrupt(new PromptId(id));
  }

  /** Drops all results and node objects. */
  public void clear() {
    executor().clear();
  }

  public ValidationReport validate(PromptBuilder prompt, String... targets) {
    Set<NodeId> ids = new LinkedHashSet<>();
    for (String target : targets) {
      ids.add(new NodeId(target));
    }
    return new PromptValidator(registry(), Services.NONE, ErrorJson::length)
        .validate(prompt.build(), targets.length == 0 ? null : ids);
  }

  /** Runs a prompt, or those of its outputs that are named. */
  public TestRun run(PromptBuilder prompt, String... targets) {
    return run(prompt, Map.of("client_id", CLIENT), targets);
  }

  /** Runs a prompt with other extra data. */
  public TestRun run(PromptBuilder prompt, Map<String, Object> extraData, String... targets) {
    if (!(validate(prompt, targets) instanceof ValidationReport.Accepted accepted)) {
      throw new AssertionError("refused: " + validate(prompt, targets));
    }
    RecordingBus bus = new RecordingBus();
    ExecutionResult result =
        executor()
            .run(
                new PromptJob(
                    promptId,
                    accepted.prompt(),
                    accepted.outputs(),
                    ExtraData.of(new HashMap<>(extraData))),
                bus);
    return new TestRun(result, bus);
  }
}
