package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import io.atelier.node.AsyncNode;
import io.atelier.node.Expansion;
import io.atelier.node.LazyInputs;
import io.atelier.node.Link;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.PromptExtras;
import io.atelier.node.PromptInterruptedException;
import io.atelier.node.Services;
import io.atelier.prompt.PromptNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** One evaluation of one prompt: the loop that stages nodes until none is pending. */
final class PromptRun {
  private final PromptJob job;
  private final OutputCache cache;
  private final RunMessages messages;
  private final Interruption interruption;
  private final DynamicGraph graph;
  private final RunResults results;
  private final NodeFacts facts;
  private final NodeCalls calls;
  private final ExecutionList list;
  private final Prefetcher prefetcher;
  private final RunOutcome outcome;
  private final BlockingQueue<Runnable> happenings = new LinkedBlockingQueue<>();
  private final Map<NodeId, AsyncCalls> asyncCalls = new HashMap<>();
  private final Map<CacheKey, NodeId> asyncSignatures = new HashMap<>();
  private final Map<NodeId, MergedOutput> expanding = new HashMap<>();

  PromptRun(
      PromptJob job,
      NodeRegistry registry,
      Services lent,
      OutputCache cache,
      NodeObjects objects,
      EngineOptions options,
      RunMessages messages,
      Interruption interruption) {
    this.job = job;
    this.cache = cache;
    this.messages = messages;
    this.interruption = interruption;
    this.graph = new DynamicGraph(job.prompt());
    Services services = lent.with(PromptExtras.class, new PromptExtras(job.extraData().shown()));
    Map<NodeId, Object> fingerprints = new HashMap<>();
    InputGatherer gatherer =
        new InputGatherer(new HiddenInputs(job.prompt(), job.extraData(), graph, fingerprints));
    Signatures signatures =
        new Signatures(
            graph,
            registry,
            new ChangeFingerprints(
                job.prompt(), graph, gatherer, services, messages, interruption, fingerprints));
    List<OutputCache.Owner> owners = new ArrayList<>();
    for (PromptNode node : job.prompt().nodes()) {
      owners.add(new OutputCache.Owner(node.id(), graph.require(node.id()).classType()));
    }
    objects.begin(owners);
    RunMeter meter = new RunMeter();
    this.results =
        new RunResults(
            graph, signatures, cache.begin(signatures.ofAll(graph.nodeIds()), owners), meter);
    this.facts = new NodeFacts(graph, registry, results);
    this.list = new ExecutionList(facts);
    this.calls = new NodeCalls(graph, objects, gatherer, services, interruption, meter);
    this.prefetcher =
        new Prefetcher(options, graph, list, results, calls, facts::type, happenings::add);
    this.outcome = new RunOutcome(job, graph, messages, meter);
    interruption.wakes(() -> happenings.add(() -> {}));
  }

  ExecutionResult run() {
    try {
      announceCached();
      job.outputs().forEach(this::want);
      while (!list.isEmpty()) {
        takeHappenings();
        NodeId next = list.stage();
        if (next != null) {
          stageGuarded(next);
        } else if (list.hasHeld()) {
          awaitHappening(list.anyHeld());
        } else {
          throw RunEnded.byCycle(list.findCycle(id -> graph.parentId(id) != null).get(0));
        }
      }
      return outcome.succeeded(results);
    } catch (RunEnded end) {
      return outcome.ended(end);
    } finally {
      interruption.request();
      asyncCalls.values().forEach(AsyncCalls::cancel);
      prefetcher.abandon();
    }
  }

  private void want(NodeId output) {
    try {
      list.add(output);
    } catch (NodeException e) {
      throw RunEnded.byFailure(output, e, Map.of());
    }
  }

  private void announceCached() {
    List<NodeId> cached = new ArrayList<>();
    for (PromptNode node : job.prompt().nodes()) {
      if (results.find(node.id()) != null) {
        cached.add(node.id());
      }
    }
    messages.cached(cached);
  }

  private void takeHappenings() {
    for (Runnable next = happenings.poll(); next != null; next = happenings.poll()) {
      next.run();
    }
  }

  /** Waits for something to happen on behalf of a node. */
  private void awaitHappening(@Nullable NodeId waiting) {
    NodeId node = waiting == null ? job.outputs().get(0) : waiting;
    try {
      happenings.take().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RunEnded.byInterruption(node);
    }
    if (interruption.isRequested() && asyncCalls.containsKey(node)) {
      throw RunEnded.byInterruption(node);
    }
  }

  private void stageGuarded(NodeId id) {
    try {
      stage(id);
    } catch (PromptInterruptedException e) {
      throw RunEnded.byInterruption(id);
    } catch (CallFailure e) {
      throw RunEnded.byFailure(id, e.failure(), e.inputs());
    } catch (RunEnded e) {
      throw e;
    } catch (Throwable e) {
      throw RunEnded.byFailure(id, e, Map.of());
    }
  }

  private void stage(NodeId id) throws CallFailure {
    AsyncCalls done = asyncCalls.remove(id);
    if (done != null) {
      asyncSignatures.remove(results.signatureOf(id));
      finish(id, done.merge(facts.type(id).definition()));
      return;
    }
    MergedOutput expanded = expanding.remove(id);
    if (expanded != null) {
      complete(id, expanded);
      return;
    }
    CachedResult cached = results.find(id);
    if (cached != null) {
      NodeIdentity identity = graph.identity(id);
      messages.nodeShows(identity, cached.ui());
      outcome.remember(id, cached);
      messages.nodeFinished(identity);
      list.complete(id);
      return;
    }
    NodeId equal = asyncSignatures.get(results.signatureOf(id));
    if (equal != null) {
      list.addDependency(equal, id);
      list.unstage(id);
      return;
    }
    run(id);
  }

  private void run(NodeId id) throws CallFailure {
    NodeType type = facts.type(id);
    messages.nodeStarts(graph.identity(id));
    Prefetcher.Ahead ahead = prefetcher.find(id);
    if (ahead == null && (type.isAsync() || type.prototype() instanceof LazyInputs)) {
      runChoosy(id, type);
      return;
    }
    prefetcher.turnOf(id);
    prefetcher.fill();
    if (ahead == null && prefetcher.isRunning() && !happensHere(type)) {
      ahead = prefetcher.start(id);
    }
    if (ahead == null) {
      finish(id, call(id, type).run());
      return;
    }
    ahead.events().passOnTo(messages, graph.identity(id));
    while (!ahead.isDone()) {
      prefetcher.fill();
      awaitHappening(id);
    }
    prefetcher.forget(id);
    finish(id, ahead.output());
  }

  /** Output nodes run on this thread, and in their turn. */
  private static boolean happensHere(NodeType type) {
    return type.definition().isOutputNode();
  }

  /** Runs a node that asks for lazy inputs or waits for something. */
  private void runChoosy(NodeId id, NodeType type) throws CallFailure {
    NodeCall call = call(id, type);
    Set<String> needed = call.neededInputs();
    needed.removeIf(input -> isThere(id, input));
    if (!needed.isEmpty()) {
      for (String input : needed) {
        list.requireInput(id, input);
      }
      list.unstage(id);
    } else if (type.prototype() instanceof AsyncNode) {
      AsyncCalls started = call.start();
      if (started.areDone()) {
        finish(id, started.merge(type.definition()));
        return;
      }
      asyncCalls.put(id, started);
      asyncSignatures.put(results.signatureOf(id), id);
      list.hold(id);
      started.whenDone(() -> happenings.add(() -> list.release(id)));
    } else {
      finish(id, call.run());
    }
  }

  /** Whether an input's source is done, so that waiting for it would not bring more. */
  private boolean isThere(NodeId id, String input) {
    return graph.require(id).inputs().get(input) instanceof Link link
        && facts.isAvailable(link.source());
  }

  private NodeCall call(NodeId id, NodeType type) {
    return calls.prepare(id, type, link -> results.find(link.source()), messages);
  }

  private void finish(NodeId id, MergedOutput output) {
    List<Expansion> expansions = output.expansions();
    if (expansions.isEmpty()) {
      complete(id, output);
      return;
    }
    Map<String, List<Object>> ui = output.ui();
    if (ui != null && !ui.isEmpty()) {
      outcome.show(graph.identity(id), ui);
    }
    List<NodeId> added = new ArrayList<>();
    for (Expansion expansion : expansions) {
      graph.expand(id, expansion);
      expansion.nodes().forEach(node -> added.add(node.id()));
    }
    added.forEach(facts::type);
    results.expanded(id, added);
    for (NodeId child : added) {
      if (facts.isOutput(child)) {
        list.add(child);
      }
    }
    for (Link link : output.expandedLinks()) {
      list.addDependency(link.source(), id);
    }
    expanding.put(id, output);
    list.unstage(id);
  }

  private void complete(NodeId id, MergedOutput output) {
    NodeIdentity identity = graph.identity(id);
    Map<String, List<Object>> ui = output.ui();
    boolean shows = ui != null && !ui.isEmpty();
    results.store(
        id, new CachedResult(output.slots(this::expandedValues), shows ? ui : null, identity));
    if (ui != null && shows && output.expansions().isEmpty()) {
      outcome.show(identity, ui);
    }
    messages.nodeExecuted(identity);
    list.complete(id);
    cache.nodeFinished();
  }

  private List<@Nullable Object> expandedValues(Link link) {
    List<@Nullable Object> values = InputGatherer.slot(results.find(link.source()), link.slot());
    if (values == null) {
      throw new NodeException("IndexError", "list index out of range");
    }
    return values;
  }
}
