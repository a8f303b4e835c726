package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeOutput;
import io.atelier.node.PromptExtras;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestNodes;
import io.atelier.testkit.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scenarios 96 and 101 of the contract: a prompt without a client, and saved metadata. */
class MetadataScenariosTest {
  private static final PromptBuilder SIMPLE =
      prompt().node("1", "Pass", "x", "a").node("2", "Out", "x", output("1"));

  private final TestEngine engine = TestEngine.classic();

  @Test
  void scenario96TellsEveryoneOnlyOfProgressWhenThereIsNoClient() {
    TestRun run = engine.run(SIMPLE, Map.<String, Object>of());

    assertThat(run.bus().all())
        .allSatisfy(
            heard ->
                assertThat(heard.audience())
                    .isEqualTo(
                        heard.message() instanceof Message.ProgressState
                            ? Audience.EVERYONE
                            : Audience.NOBODY));
    assertThat(run.bus().of(Message.ProgressState.class)).hasSize(4);
    assertThat(run.result().closingAudience()).isEqualTo(Audience.NOBODY);
    assertThat(run.record())
        .containsExactly("execution_start", "execution_cached", "execution_success");
  }

  @Test
  void scenario101WritesFingerprintsIntoTheSavedPromptOnly() {
    Input<?> whole = Input.hidden("prompt", Hidden.PROMPT, Map.class);
    engine
        .knowing(
            LambdaNode.of(
                TestNodes.passing("File"),
                in -> "sha of " + in.get(TestNodes.X),
                (in, context) -> NodeOutput.of("content")))
        .knowing(
            LambdaNode.of(
                NodeDefinition.of("Meta").inputs(TestNodes.X, whole).outputNode(),
                (in, context) ->
                    NodeOutput.none().withUi("prompt", List.of(Json.write(in.raw("prompt"))))));
    PromptBuilder loading =
        prompt().node("1", "File", "x", "a.png").node("2", "Meta", "x", output("1"));

    TestRun run = engine.run(loading);

    assertThat(run.shown("2", "prompt").toString()).contains("\"is_changed\":[\"sha of a.png\"]");
    assertThat(loading.build().toJson().toString()).doesNotContain("is_changed");
  }

  @Test
  void nodesAreLentWhatCameWithThePromptButCredentials() {
    List<Object> seen = new ArrayList<>();
    engine.knowing(
        LambdaNode.of(
            NodeDefinition.of("Extras").outputNode(),
            (inputs, context) -> {
              seen.add(context.service(PromptExtras.class).values());
              return NodeOutput.none();
            }));
    engine.run(
        prompt().node("1", "Extras"),
        Map.of("preview_method", "none", "api_key_comfy_org", "secret"));
    assertThat(seen).containsExactly(Map.of("preview_method", "none"));
  }
}
