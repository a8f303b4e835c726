package io.atelier.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.node.Input;
import io.atelier.node.Link;
import io.atelier.node.Node;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.prompt.PromptNode;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.RecordingBus;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestRun;
import io.atelier.wire.MessageJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Random acyclic graphs under every kind of cache, one node at a time and several. */
class EnginePropertiesTest {
  private static final int THREADS = 4;
  private static final int LABELS = 3;
  private static final ExecutorService POOL = Executors.newFixedThreadPool(THREADS);

  private static final List<Supplier<OutputCache>> CACHES =
      List.of(
          ClassicCache::new,
          () -> new LruCache(3),
          () -> new RamPressureCache((held, released) -> Long.MAX_VALUE, sizer(), 1),
          () -> new RamPressureCache((held, released) -> 0, sizer(), 1),
          NoCache::new);

  private static ResultSizer sizer() {
    return new ResultSizer(value -> 0);
  }

  @AfterContainer
  static void stop() {
    POOL.shutdownNow();
  }

  /**
   * The results of {@code Mark} nodes as they were computed, each of which spells out its graph.
   */
  private final List<String> computed = new CopyOnWriteArrayList<>();

  /** A label over up to two inputs. */
  private Supplier<Node> mark() {
    return LambdaNode.of(
        NodeDefinition.of("Mark")
            .inputs(Input.integer("label"), Input.any("a").optional(), Input.any("b").optional())
            .outputs(SocketType.ANY),
        (in, context) -> {
          String result = in.raw("label") + "(" + in.raw("a") + "," + in.raw("b") + ")";
          computed.add(result);
          return NodeOutput.of(result);
        });
  }

  private TestEngine engine(OutputCache cache, boolean parallel) {
    EngineOptions options =
        parallel ? EngineOptions.parallel(THREADS, POOL) : EngineOptions.sequential();
    return new TestEngine(cache, options).knowing(mark());
  }

  /** One node: a label and what it is linked to, numbers that are taken modulo what is there. */
  record Spec(int label, int a, int b, boolean shown) {}

  @Provide
  Arbitrary<List<Spec>> graphs() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 1000);
    return Combinators.combine(
            Arbitraries.integers().between(0, LABELS - 1), any, any, Arbitraries.of(true, false))
        .as(Spec::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(16);
  }

  /** The specs as a prompt whose nodes come in reverse order; the last is always shown. */
  private static PromptBuilder promptOf(List<Spec> specs) {
    PromptBuilder graph = PromptBuilder.prompt();
    for (int i = specs.size() - 1; i >= 0; i--) {
      Spec spec = specs.get(i);
      graph = graph.node("n" + i, "Mark", "label", (long) spec.label());
      if (i > 0 && spec.a() % (i + 1) < i) {
        graph = graph.with("n" + i, "a", PromptBuilder.output("n" + spec.a() % (i + 1)));
      }
      if (i > 0 && spec.b() % (i + 1) < i) {
        graph = graph.with("n" + i, "b", PromptBuilder.output("n" + spec.b() % (i + 1)));
      }
      if (spec.shown() || i == specs.size() - 1) {
        graph = graph.node("o" + i, "Out", "x", PromptBuilder.output("n" + i));
      }
    }
    return graph;
  }

  /** What a node of the specs computes, by definition. */
  private static String expected(List<Spec> specs, int i) {
    Spec spec = specs.get(i);
    int a = spec.a() % (i + 1);
    int b = spec.b() % (i + 1);
    return spec.label()
        + "("
        + (i > 0 && a < i ? expected(specs, a) : null)
        + ","
        + (i > 0 && b < i ? expected(specs, b) : null)
        + ")";
  }

  @Property(tries = 150)
  void resultsAreTheSameUnderEveryCacheAndParallelismColdAndWarm(
      @ForAll("graphs") List<Spec> specs) {
    PromptBuilder graph = promptOf(specs);
    for (Supplier<OutputCache> cache : CACHES) {
      for (boolean parallel : List.of(false, true)) {
        TestEngine engine = engine(cache.get(), parallel);
        for (int time = 0; time < 2; time++) {
          TestRun run = engine.run(graph);
          for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).shown() || i == specs.size() - 1) {
              assertThat(run.text("o" + i)).containsExactly(expected(specs, i));
            }
          }
        }
      }
    }
  }

  @Property(tries = 150)
  void eachSignatureRunsAtMostOnceAndNeverAgainWhenWarm(@ForAll("graphs") List<Spec> specs) {
    PromptBuilder graph = promptOf(specs);
    for (boolean parallel : List.of(false, true)) {
      computed.clear();
      TestEngine engine = engine(new ClassicCache(), parallel);
      engine.run(graph);
      engine.run(graph);

      assertThat(computed).doesNotHaveDuplicates();
    }
  }

  @Property(tries = 150)
  void messagesAreTheSameHoweverManyNodesRunAtATime(@ForAll("graphs") List<Spec> specs) {
    PromptBuilder graph = promptOf(specs);
    for (Supplier<OutputCache> cache : CACHES) {
      assertThat(messages(engine(cache.get(), true).run(graph)))
          .isEqualTo(messages(engine(cache.get(), false).run(graph)));
    }
  }

  private static List<String> messages(TestRun run) {
    List<String> texts = new ArrayList<>();
    for (RecordingBus.Heard heard : run.bus().all()) {
      Map<String, ?> data = MessageJson.data(heard.message());
      data.remove("timestamp");
      texts.add(MessageJson.type(heard.message()) + data);
    }
    texts.add(run.story());
    return texts;
  }

  @Property(tries = 150)
  void noNodeBeginsBeforeWhatItHangsOnIsDone(
      @ForAll("graphs") List<Spec> specs, @ForAll boolean parallel) {
    PromptBuilder graph = promptOf(specs);
    TestRun run = engine(new ClassicCache(), parallel).run(graph);

    Set<NodeId> done = new HashSet<>();
    for (RecordingBus.Heard heard : run.bus().all()) {
      if (heard.message() instanceof Message.ProgressState state) {
        state.snapshot().nodes().stream()
            .filter(node -> node.value().equals(node.max()))
            .forEach(node -> done.add(node.node().id()));
      }
      if (heard.message() instanceof Message.Executing executing) {
        assertThat(done).containsAll(sources(graph, executing.node()));
      }
      if (heard.message() instanceof Message.Executed executed) {
        assertThat(done).doesNotContain(executed.node());
      }
    }
    assertThat(done).containsAll(run.result().outputs().keySet());
  }

  private static List<NodeId> sources(PromptBuilder graph, NodeId id) {
    List<NodeId> sources = new ArrayList<>();
    PromptNode node = graph.build().node(id);
    if (node != null) {
      for (Object value : node.toGraphNode().inputs().values()) {
        if (value instanceof Link link) {
          sources.add(link.source());
        }
      }
    }
    return sources;
  }
}
