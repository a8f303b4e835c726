package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.NodeId;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestNodes;
import io.atelier.testkit.TestRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenarios 10, 11, 18 to 29, 99 and 100 of the contract: what is found in the cache. */
class CacheScenariosTest {
  private final TestEngine engine = TestEngine.classic();

  @Test
  void scenario10SharesOneFileBetweenEqualOutputs() {
    PromptBuilder two =
        prompt()
            .node("1", "Idm")
            .node("2", "Save", "x", output("1"))
            .node("3", "Save", "x", output("1"));

    TestRun run = engine.run(two);

    assertThat(run.story()).isEqualTo("C[] x1 x2 E2 E3 OK");
    assertThat(engine.hookRuns()).containsExactly("2");
    assertThat(run.shown("3", "file")).isEqualTo(run.shown("2", "file")).hasSize(1);
    assertThat(run.result().identities().get(new NodeId("3")))
        .extracting(identity -> identity.id().value())
        .isEqualTo("2");
  }

  @Test
  void scenario11RunsOnlyOneOfTwoEqualNodes() {
    TestRun run =
        engine.run(
            prompt()
                .image("1", "BLACK")
                .image("2", "BLACK")
                .node("3", "TestVariadicAverage", "input1", output("1"), "input2", output("2"))
                .node("4", "Show", "images", output("3")));

    assertThat(run.story()).isEqualTo("C[] x2 E1=null x3 x4 E4 OK");
  }

  @Test
  void scenario18KeepsResultsAcrossOtherNodeIds() {
    TestRun first = engine.run(prompt().node("1", "Idm").node("3", "Save", "x", output("1")));

    TestRun renamed = engine.run(prompt().node("7", "Idm").node("abc", "Save", "x", output("7")));

    assertThat(renamed.story()).isEqualTo("C[7, abc] Eabc OK");
    assertThat(renamed.shown("abc", "file")).isEqualTo(first.shown("3", "file"));
  }

  private static PromptBuilder changing(boolean changes) {
    return prompt()
        .image("1", "BLACK")
        .node("2", "TestCustomIsChanged", "image", output("1"), "should_change", changes)
        .node("3", "Show", "images", output("2"));
  }

  @Test
  void scenario19RunsAgainWhatSaysThatItHasChanged() {
    assertThat(engine.run(changing(false)).story()).isEqualTo("C[] x1 x2 x3 E3 OK");
    assertThat(engine.run(changing(false)).story()).isEqualTo("C[1, 2, 3] E3 OK");
    assertThat(engine.run(changing(true)).story()).isEqualTo("C[1] x2 x3 E3 OK");
    assertThat(engine.run(changing(true)).story()).isEqualTo("C[1] x2 x3 E3 OK");
  }

  @Test
  void scenario20RunsTheChainBehindANanAgain() {
    PromptBuilder beside =
        prompt()
            .node("1", "Nan", "x", "a")
            .node("2", "Pass", "x", output("1"))
            .node("3", "Out", "x", output("2"))
            .node("4", "Idm")
            .node("5", "Out", "x", output("4"));
    engine.run(beside);

    TestRun again = engine.run(beside);

    assertThat(again.story()).startsWith("C[4, 5]");
    assertThat(again.executing()).containsExactly("1", "2", "3");
  }

  @Test
  void scenario21TellsTwoNansApart() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "Nan", "x", "a")
                .node("2", "Nan", "x", "a")
                .node("3", "Cat", "a", output("1"), "b", output("2"))
                .node("4", "Out", "x", output("3")));

    assertThat(run.executing()).contains("1", "2");
  }

  @Test
  void scenario22TakesAFailingFingerprintForANan() {
    PromptBuilder failing =
        prompt().node("1", "BadPrint", "x", "a").node("2", "Out", "x", output("1"));

    assertThat(engine.run(failing).story()).isEqualTo("C[] x1 x2 E2 OK");
    assertThat(engine.run(failing).story()).isEqualTo("C[] x1 x2 E2 OK");
  }

  @Test
  void scenario23TakesAFingerprintFromTheClient() {
    PromptBuilder given = changing(true).member("2", "is_changed", List.of(1L));
    engine.run(given);

    assertThat(engine.run(given).story()).isEqualTo("C[1, 2, 3] E3 OK");
  }

  @Test
  void scenario24ShowsFingerprintsNoLinkedValues() {
    PromptBuilder constant =
        prompt()
            .image("1", "WHITE")
            .node("2", "TestIsChangedWithConstants", "image", output("1"), "value", 0.5)
            .node("3", "Show", "images", output("2"));
    assertThat(engine.run(constant).grey("3")).containsExactly(127);

    assertThat(engine.run(constant).story()).isEqualTo("C[1, 2, 3] E3 OK");
  }

  @Test
  void scenario25RunsAgainForAnotherConstantWhateverTheFingerprint() {
    engine.knowing(
        LambdaNode.of(
            TestNodes.passing("Tens"),
            in -> ((Long) in.get(TestNodes.X)) / 10,
            (in, context) -> io.atelier.node.NodeOutput.of(in.get(TestNodes.X))));
    PromptBuilder one = prompt().node("1", "Tens", "x", 1L).node("2", "Out", "x", output("1"));
    engine.run(one);

    assertThat(engine.run(one.with("1", "x", 2L)).story()).isEqualTo("C[] x1 x2 E2 OK");
  }

  @Test
  void scenario26RunsNodesThatDependOnTheirIdOnceEach() {
    PromptBuilder six = prompt();
    for (String type : List.of("Uid", "NId", "Idm")) {
      for (String number : List.of("1", "2")) {
        six =
            six.node(type + number, type)
                .node("out" + type + number, "Out", "x", output(type + number));
      }
    }

    List<String> ran = engine.run(six).executing();

    assertThat(ran).contains("Uid1", "Uid2", "NId1", "NId2");
    assertThat(ran).filteredOn(id -> id.startsWith("Idm")).hasSize(1);
  }

  private static final PromptBuilder A =
      prompt().node("1", "Pass", "x", "a").node("2", "Out", "x", output("1"));
  private static final PromptBuilder B = A.with("1", "x", "b");

  private static TestRun thirdOf(OutputCache cache) {
    TestEngine engine = TestEngine.with(cache);
    engine.run(A);
    engine.run(B);
    return engine.run(A);
  }

  @Test
  void scenario27ForgetsWithTheClassicCacheWhatThePreviousPromptDidNotUse() {
    assertThat(thirdOf(new ClassicCache()).story()).isEqualTo("C[] x1 x2 E2 OK");
  }

  @Test
  void scenario28RemembersWithAnLruCacheSoManyResults() {
    assertThat(thirdOf(new LruCache(2)).story()).isEqualTo("C[1, 2] E2 OK");
    assertThat(thirdOf(new LruCache(10)).story()).isEqualTo("C[1, 2] E2 OK");
    assertThat(thirdOf(new LruCache(1)).story()).isEqualTo("C[] x1 x2 E2 OK");
  }

  @Test
  void scenario29RunsEverythingTwiceWithoutACache() {
    TestEngine forgetful = TestEngine.with(new NoCache());

    assertThat(forgetful.run(A).story()).isEqualTo("C[] x1 x2 E2 OK");
    assertThat(forgetful.run(A).story()).isEqualTo("C[] x1 x2 E2 OK");
  }

  @Test
  void scenario99RunsEverythingAgainAfterMemoryWasFreed() {
    engine.run(A);
    engine.clear();

    assertThat(engine.run(A).story()).isEqualTo("C[] x1 x2 E2 OK");
  }

  @Test
  void scenario100KeepsANodesObjectWhileItsIdAndClassStay() {
    engine.knowing(CountingNode::new);
    PromptBuilder counting =
        prompt()
            .node("1", "Counting", "x", output("0"))
            .node("0", "Nan", "x", "a")
            .node("2", "Out", "x", output("1"));

    assertThat(engine.run(counting).text("2")).containsExactly("1");
    assertThat(engine.run(counting).text("2")).containsExactly("2");
    engine.run(counting.node("1", "Pass", "x", output("0")));
    assertThat(engine.run(counting).text("2")).containsExactly("1");
  }
}
