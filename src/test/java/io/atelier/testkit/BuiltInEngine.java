package io.atelier.testkit;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.json.Json;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.wire.ErrorJson;
import java.util.Map;

/** An engine with the built-in nodes, to which prompts are given as clients write them. */
public final class BuiltInEngine {
  private static final NodeRegistry REGISTRY =
      NodeRegistry.builder().addListed(BuiltInEngine.class.getClassLoader(), "nodes").build();

  private final PromptValidator validator;
  private final PromptExecutor executor;

  /**
   * @param services what nodes are lent
   */
  public BuiltInEngine(Services services) {
    this.validator = new PromptValidator(REGISTRY, services, ErrorJson::length);
    this.executor =
        new PromptExecutor(REGISTRY, services, new ClassicCache(), EngineOptions.sequential());
  }

  /** A node as prompts have it. */
  public static Map<String, Object> node(String classType, Map<String, ?> inputs) {
    return Map.of("class_type", classType, "inputs", inputs);
  }

  public ValidationReport validate(Map<String, Object> graph) {
    return validator.validate(Prompt.fromJson(Json.parse(Json.write(graph))), null);
  }

  /** Runs a prompt, which is to be accepted. */
  public ExecutionResult run(Map<String, Object> graph) {
    if (!(validate(graph) instanceof ValidationReport.Accepted accepted)) {
      throw new AssertionError("refused: " + validate(graph));
    }
    return executor.run(
        new PromptJob(
            PromptId.random(), accepted.prompt(), accepted.outputs(), ExtraData.of(Map.of())),
        (audience, message) -> {});
  }
}
