package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import io.atelier.node.AsyncNode;
import io.atelier.node.ExecutionBlocker;
import io.atelier.node.LazyInputs;
import io.atelier.node.Node;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.NodeType;
import io.atelier.node.PromptInterruptedException;
import io.atelier.node.Services;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A node with its inputs at hand: asks for the lazy ones that it wants, and makes its calls, one
 * per element of the lists that arrived.
 */
final class NodeCall {
  private final NodeIdentity identity;
  private final NodeType type;
  private final Node object;
  private final CallInputs inputs;
  private final Services services;
  private final NodeEvents events;
  private final Interruption interruption;
  private final RunMeter meter;

  NodeCall(
      NodeIdentity identity,
      NodeType type,
      Node object,
      CallInputs inputs,
      Services services,
      NodeEvents events,
      Interruption interruption,
      RunMeter meter) {
    this.identity = identity;
    this.type = type;
    this.object = object;
    this.inputs = inputs;
    this.services = services;
    this.events = events;
    this.interruption = interruption;
    this.meter = meter;
  }

  /** The lazy inputs to evaluate before {@link #run}. */
  Set<String> neededInputs() throws CallFailure {
    if (!(object instanceof LazyInputs lazy)) {
      return new LinkedHashSet<>();
    }
    Set<String> needed = new LinkedHashSet<>();
    guarded(
        () -> {
          List<NodeInputs> calls = inputs.calls(type.definition().isInputList());
          for (int i = 0; i < calls.size(); i++) {
            interruption.check();
            if (blocker(calls.get(i)) == null) {
              needed.addAll(lazy.neededInputs(calls.get(i), context(i)));
            }
          }
          return needed;
        });
    needed.removeIf(name -> inputs.lists().containsKey(name) && !inputs.missing().contains(name));
    return needed;
  }

  /** Makes all calls, one after the other. */
  MergedOutput run() throws CallFailure {
    long start = System.nanoTime();
    try {
      return guarded(this::makeCalls);
    } finally {
      meter.computed(type.classType(), System.nanoTime() - start);
    }
  }

  private MergedOutput makeCalls() throws Exception {
    List<@Nullable NodeOutput> outputs = new ArrayList<>();
    List<NodeInputs> calls = inputs.calls(type.definition().isInputList());
    for (int i = 0; i < calls.size(); i++) {
      interruption.check();
      NodeOutput blocked = blocked(calls.get(i));
      outputs.add(blocked == null ? object.run(calls.get(i), context(i)) : blocked);
    }
    return new MergedOutput(type.definition(), outputs);
  }

  /** Starts all calls of a node that is asynchronous. */
  AsyncCalls start() throws CallFailure {
    AsyncNode node = (AsyncNode) object;
    long start = System.nanoTime();
    AsyncCalls all = guarded(() -> startCalls(node));
    all.whenDone(() -> meter.computed(type.classType(), System.nanoTime() - start));
    return all;
  }

  private AsyncCalls startCalls(AsyncNode node) throws Exception {
    List<CompletableFuture<@Nullable NodeOutput>> started = new ArrayList<>();
    List<NodeInputs> calls = inputs.calls(type.definition().isInputList());
    for (int i = 0; i < calls.size(); i++) {
      interruption.check();
      NodeOutput blocked = blocked(calls.get(i));
      started.add(
          blocked == null
              ? start(node, calls.get(i), context(i))
              : CompletableFuture.completedFuture(blocked));
    }
    return new AsyncCalls(started);
  }

  private static CompletableFuture<@Nullable NodeOutput> start(
      AsyncNode node, NodeInputs inputs, CallContext context) {
    try {
      return node.start(inputs, context).toCompletableFuture();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(new PromptInterruptedException());
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private interface Step<T> {
    T take() throws Exception;
  }

  private <T> T guarded(Step<T> step) throws CallFailure {
    try {
      return step.take();
    } catch (PromptInterruptedException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PromptInterruptedException();
    } catch (Throwable e) {
      throw new CallFailure(e, inputs.lists());
    }
  }

  private CallContext context(int call) {
    return new CallContext(identity, call, services, events, interruption);
  }

  /** What a call that a blocker keeps from being made returns; null when it is to be made. */
  private @Nullable NodeOutput blocked(NodeInputs call) {
    ExecutionBlocker blocker = blocker(call);
    if (blocker == null) {
      return null;
    }
    String why = blocker.message();
    if (why != null) {
      events.blocked(identity, type.classType(), why);
    }
    return NodeOutput.blocked(ExecutionBlocker.SILENT);
  }

  /** The first blocker among a call's inputs, or in its lists when the node takes lists. */
  private @Nullable ExecutionBlocker blocker(NodeInputs call) {
    for (Object value : call.asMap().values()) {
      if (value instanceof ExecutionBlocker blocker) {
        return blocker;
      }
      if (type.definition().isInputList() && value instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof ExecutionBlocker blocker) {
            return blocker;
          }
        }
      }
    }
    return null;
  }
}
