package com.example.captions;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.json.Json;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShoutTest {
  private static final NodeId SHOUT = new NodeId("1");

  @Test
  void writesCapitalsAndMarks() {
    NodeRegistry nodes = NodeRegistry.builder().add(Shout::new, "custom_nodes.captions").build();
    PromptExecutor engine =
        new PromptExecutor(nodes, Services.NONE, new ClassicCache(), EngineOptions.sequential());
    Prompt prompt =
        Prompt.fromJson(
            Json.parse(
                """
                {"1": {"class_type": "Shout", "inputs": {"text": "stop", "marks": 2}}}
                """));

    ExecutionResult result =
        engine.run(
            new PromptJob(PromptId.random(), prompt, List.of(SHOUT), ExtraData.NONE),
            (audience, message) -> {});

    assertThat(result.outputs()).containsEntry(SHOUT, Map.of("text", List.of("STOP!!")));
  }
}
