package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scenarios 12 to 17 of the contract: the text-to-image graph, in which order and what again. */
class OrderScenariosTest {
  private static final PromptBuilder GRAPH =
      prompt()
          .node(
              "3",
              "Sampler",
              "seed",
              1L,
              "model",
              output("4"),
              "positive",
              output("6"),
              "negative",
              output("7"),
              "latent",
              output("5"))
          .node("4", "Loader")
          .node("5", "Latent")
          .node("6", "Encode", "text", "good", "clip", output("4", 1))
          .node("7", "Encode", "text", "bad", "clip", output("4", 1))
          .node("8", "Decode", "samples", output("3"), "vae", output("4", 2))
          .node("9", "Store", "images", output("8"), "prefix", "x");

  private final TestEngine engine =
      TestEngine.classic()
          .knowing(
              LambdaNode.of(
                  any("Loader").outputs(SocketType.ANY, SocketType.ANY, SocketType.ANY),
                  (in, context) -> NodeOutput.of("model", "clip", "vae")))
          .knowing(node(any("Latent")))
          .knowing(node(any("Encode", "text", "clip")))
          .knowing(node(any("Sampler", "seed", "model", "positive", "negative", "latent")))
          .knowing(node(any("Decode", "samples", "vae")))
          .knowing(
              LambdaNode.of(
                  any("Store", "images", "prefix").outputNode(),
                  (in, context) -> NodeOutput.none()));

  private static NodeDefinition.Builder any(String name, String... inputs) {
    NodeDefinition.Builder definition = NodeDefinition.of(name);
    for (String input : inputs) {
      definition.inputs(Input.any(input));
    }
    return definition;
  }

  private static java.util.function.Supplier<io.atelier.node.Node> node(
      NodeDefinition.Builder definition) {
    return LambdaNode.of(
        definition.outputs(SocketType.ANY), (in, context) -> NodeOutput.of("value"));
  }

  @Test
  void scenario12RunsTheDefaultGraphInTheKnownOrder() {
    assertThat(engine.run(GRAPH).executing()).containsExactly("4", "5", "7", "6", "3", "8", "9");
  }

  @Test
  void scenario13RunsTheSamplerAgainForAnotherSeed() {
    assertThat(secondRun(GRAPH.with("3", "seed", 2L))).isEqualTo("C[4, 5, 6, 7] x3 x8 x9 OK");
  }

  @Test
  void scenario14RunsOneEncoderAgainForAnotherText() {
    assertThat(secondRun(GRAPH.with("6", "text", "better"))).isEqualTo("C[4, 5, 7] x6 x3 x8 x9 OK");
  }

  @Test
  void scenario15OnlySavesAgainForAnotherPrefix() {
    assertThat(secondRun(GRAPH.with("9", "prefix", "y"))).isEqualTo("C[3, 4, 5, 6, 7, 8] x9 OK");
  }

  @Test
  void scenario16DoesNotCareForTheOrderOfInputsNorForMeta() {
    Map<String, @Nullable Object> reordered = new LinkedHashMap<>();
    reordered.put("latent", output("5"));
    reordered.put("negative", output("7"));
    reordered.put("seed", 1L);
    reordered.put("positive", output("6"));
    reordered.put("model", output("4"));

    assertThat(
            secondRun(
                GRAPH.member("3", "inputs", reordered).member("3", "_meta", Map.of("title", "t"))))
        .isEqualTo("C[3, 4, 5, 6, 7, 8, 9] E9=null OK");
  }

  @Test
  void scenario17CountsUndeclaredConstantsIntoTheSignature() {
    assertThat(secondRun(GRAPH.with("3", "junk", 5L))).isEqualTo("C[4, 5, 6, 7] x3 x8 x9 OK");
  }

  private String secondRun(PromptBuilder changed) {
    engine.run(GRAPH);
    return engine.run(changed).story();
  }
}
