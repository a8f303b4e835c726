package io.atelier.execution;

import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.message.NodeIdentity;
import io.atelier.node.AsyncNode;
import io.atelier.node.Expansion;
import io.atelier.node.GraphNode;
import io.atelier.node.Input;
import io.atelier.node.LazyInputs;
import io.atelier.node.Link;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.PromptInterruptedException;
import io.atelier.node.Services;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** One evaluation of one prompt: the loop that stages nodes until none is pending. */
final class PromptRun implements ExecutionList.Facts {
  private final PromptJob job;
  private final NodeRegistry registry;
  private final OutputCache cache;
  private final BlockingQueue<Runnable> happenings = new LinkedBlockingQueue<>();
  private final Interruption interruption = new Interruption(() -> happenings.add(() -> {}));
  private final Set<NodeId> executed = new LinkedHashSet<>();
  private final RunMessages messages;
  private final DynamicGraph graph;
  private final RunResults results;
  private final NodeCalls calls;
  private final ExecutionList list = new ExecutionList(this);
  private final Prefetcher prefetcher;
  private final Map<NodeId, AsyncCalls> asyncCalls = new HashMap<>();
  private final Map<NodeId, MergedOutput> expanding = new HashMap<>();
  private final Map<NodeId, Map<String, List<Object>>> shown = new LinkedHashMap<>();
  private final Map<NodeId, NodeIdentity> identities = new LinkedHashMap<>();

  PromptRun(
      PromptJob job,
      NodeRegistry registry,
      Services services,
      OutputCache cache,
      NodeObjects objects,
      EngineOptions options,
      MessageBus bus) {
    this.job = job;
    this.registry = registry;
    this.cache = cache;
    this.messages =
        new RunMessages(
            job.promptId(), job.extraData().clientId(), bus, options.clock(), () -> executed);
    this.graph = new DynamicGraph(job.prompt());
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
    this.results =
        new RunResults(graph, signatures, cache.begin(signatures.ofAll(graph.nodeIds()), owners));
    this.calls = new NodeCalls(graph, objects, gatherer, services, interruption);
    this.prefetcher =
        new Prefetcher(options, graph, list, results, calls, this::type, happenings::add);
  }

  PromptId promptId() {
    return job.promptId();
  }

  /** Ends the prompt at its next step. Safe to call from any thread. */
  void interrupt() {
    interruption.request();
  }

  ExecutionResult run() {
    try {
      messages.started();
      announceCached();
      job.outputs().forEach(list::add);
      while (!list.isEmpty()) {
        takeHappenings();
        NodeId next = list.stage();
        if (next != null) {
          stageGuarded(next);
        } else if (list.hasHeld()) {
          awaitHappening(list.anyHeld());
        } else {
          throw dynamicCycle();
        }
      }
      addCachedOutputs();
      return result(ExecutionResult.Status.SUCCEEDED, messages.succeeded());
    } catch (RunEnded end) {
      return end.interrupted()
          ? result(
              ExecutionResult.Status.INTERRUPTED,
              messages.interrupted(graph.realId(end.node()), submittedClass(end.node())))
          : result(ExecutionResult.Status.FAILED, messages.failed(failure(end)));
    } finally {
      interruption.request();
      asyncCalls.values().forEach(AsyncCalls::cancel);
      prefetcher.abandon();
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
    AsyncCalls calls = asyncCalls.remove(id);
    if (calls != null) {
      finish(id, calls.merge(type(id).definition()));
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
      remember(id, cached);
      messages.nodeFinished(identity);
      list.complete(id);
      return;
    }
    run(id);
  }

  private void run(NodeId id) throws CallFailure {
    NodeType type = type(id);
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
    if (!needed.isEmpty()) {
      for (String input : needed) {
        list.requireInput(id, input);
      }
      list.unstage(id);
    } else if (type.prototype() instanceof AsyncNode) {
      AsyncCalls started = call.start();
      asyncCalls.put(id, started);
      list.hold(id);
      started.whenDone(() -> happenings.add(() -> list.release(id)));
    } else {
      finish(id, call.run());
    }
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
      show(graph.identity(id), ui);
    }
    List<NodeId> added = new ArrayList<>();
    for (Expansion expansion : expansions) {
      graph.expand(id, expansion);
      expansion.nodes().forEach(node -> added.add(node.id()));
    }
    added.forEach(this::type);
    results.expanded(id, added);
    for (NodeId child : added) {
      if (isOutput(child)) {
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
      show(identity, ui);
    }
    messages.nodeFinished(identity);
    executed.add(id);
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

  private void show(NodeIdentity identity, Map<String, List<Object>> ui) {
    messages.nodeShows(identity, ui);
    shown.put(identity.id(), ui);
    identities.put(identity.id(), identity);
  }

  private void remember(NodeId id, CachedResult cached) {
    Map<String, List<Object>> ui = cached.ui();
    if (ui != null) {
      shown.put(id, ui);
      identities.put(id, cached.identity());
    }
  }

  /** Adds what cached nodes on the way to the outputs show, for history. */
  private void addCachedOutputs() {
    Deque<NodeId> stack = new ArrayDeque<>(job.outputs());
    Set<NodeId> seen = new HashSet<>(job.outputs());
    while (!stack.isEmpty()) {
      NodeId id = stack.pop();
      CachedResult cached = shown.containsKey(id) ? null : results.find(id);
      if (cached != null) {
        remember(id, cached);
      }
      for (Object value : graph.require(id).inputs().values()) {
        if (value instanceof Link link
            && graph.node(link.source()) != null
            && seen.add(link.source())) {
          stack.push(link.source());
        }
      }
    }
  }

  private RunEnded dynamicCycle() {
    List<NodeId> cycle = list.findCycle(id -> graph.parentId(id) != null);
    return RunEnded.byCycle(cycle.get(0));
  }

  private Message.Failure failure(RunEnded end) {
    List<NodeId> known = new ArrayList<>();
    job.prompt().nodes().forEach(node -> known.add(node.id()));
    Throwable cause = end.failure();
    if (cause == null) {
      NodeId shownNode = graph.displayId(end.node());
      return new Message.Failure(
          shownNode,
          submittedClass(shownNode),
          List.copyOf(executed),
          "Dependency cycle detected",
          "graph.DependencyCycleError",
          List.of(),
          List.of(),
          known);
    }
    NodeId real = graph.realId(end.node());
    return new Message.Failure(
        real,
        submittedClass(real),
        List.copyOf(executed),
        Failures.message(cause),
        Failures.type(cause),
        Failures.traceback(cause),
        Failures.inputs(end.inputs()),
        known);
  }

  private String submittedClass(NodeId id) {
    return graph.require(graph.realId(id)).classType();
  }

  private ExecutionResult result(ExecutionResult.Status status, RunMessages.Closing closing) {
    return new ExecutionResult(
        status, shown, identities, closing.record(), closing.message(), closing.audience());
  }

  private NodeType type(NodeId id) {
    String classType = graph.require(id).classType();
    NodeType type = registry.find(classType);
    if (type == null) {
      throw new NodeException("KeyError", "'" + classType + "'");
    }
    return type;
  }

  @Override
  public GraphNode node(NodeId id) {
    return graph.require(id);
  }

  @Override
  public boolean isAvailable(NodeId id) {
    return results.find(id) != null;
  }

  @Override
  public boolean isLazyInput(GraphNode node, String input) {
    NodeType type = registry.find(node.classType());
    Input<?> declared = type == null ? null : type.definition().inputs().get(input);
    return declared != null && declared.isLazy();
  }

  @Override
  public boolean isOutput(NodeId id) {
    return type(id).definition().isOutputNode();
  }

  @Override
  public boolean isAsync(NodeId id) {
    return type(id).isAsync();
  }
}
