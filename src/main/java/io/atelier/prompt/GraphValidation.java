package io.atelier.prompt;

import io.atelier.node.Input;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validation of the nodes of one prompt, each at most once, depth first from the output nodes with
 * a stack of its own.
 */
final class GraphValidation {
  /** Every node of a cycle tells of it, so that a long one must not be told in full each time. */
  private static final int NAMED_IN_CYCLE = 32;

  private final Prompt prompt;
  private final NodeRegistry registry;
  private final Services services;
  private final Map<NodeId, Outcome> outcomes = new LinkedHashMap<>();
  private final Map<NodeId, PromptNode> converted = new LinkedHashMap<>();

  GraphValidation(Prompt prompt, NodeRegistry registry, Services services) {
    this.prompt = prompt;
    this.registry = registry;
    this.services = services;
  }

  private record Outcome(boolean valid, List<PromptError> errors) {}

  /** A node under way: its check, the inputs still to look at, and the link being followed. */
  private static final class Frame {
    final NodeCheck check;
    final Iterator<Input<?>> rest;
    @Nullable Input<?> followed;

    Frame(NodeCheck check) {
      this.check = check;
      this.rest = check.inputs().iterator();
    }
  }

  /** Validates a node with all that it depends on. */
  boolean validate(NodeId root) {
    Outcome known = outcomes.get(root);
    if (known != null) {
      return known.valid();
    }
    Deque<Frame> stack = new ArrayDeque<>();
    Set<NodeId> onStack = new HashSet<>();
    open(root, stack, onStack);
    while (!stack.isEmpty()) {
      Frame frame = stack.peek();
      try {
        NodeId next = advance(frame, stack, onStack);
        if (next != null) {
          open(next, stack, onStack);
          continue;
        }
        frame.check.finish();
        close(frame, stack, onStack, new Outcome(frame.check.isValid(), frame.check.errors()));
      } catch (ValidationCrash crash) {
        closeCrashed(frame, stack, onStack, crash);
      }
    }
    Outcome outcome = outcomes.get(root);
    return outcome != null && outcome.valid();
  }

  private void open(NodeId id, Deque<Frame> stack, Set<NodeId> onStack) {
    PromptNode node = prompt.node(id);
    String classType = node == null ? null : node.classType();
    NodeType type = classType == null ? null : registry.find(classType);
    if (node == null || type == null) {
      throw new IllegalStateException("classes are checked first: " + id);
    }
    stack.push(new Frame(new NodeCheck(node, type, prompt, registry, services)));
    onStack.add(id);
  }

  /** Goes on with a node; returns a source to validate first, or null when all inputs are done. */
  private @Nullable NodeId advance(Frame frame, Deque<Frame> stack, Set<NodeId> onStack)
      throws ValidationCrash {
    if (frame.followed == null) {
      frame.check.begin();
    }
    while (frame.rest.hasNext()) {
      Input<?> input = frame.rest.next();
      frame.followed = input;
      NodeId source = frame.check.checkInput(input);
      if (source == null) {
        continue;
      }
      Outcome known = outcomes.get(source);
      if (known != null) {
        frame.check.sourceValidated(known.valid());
      } else if (onStack.contains(source)) {
        reportCycle(source, stack);
      } else {
        return source;
      }
    }
    return null;
  }

  private void close(Frame frame, Deque<Frame> stack, Set<NodeId> onStack, Outcome outcome) {
    NodeId id = frame.check.id();
    outcomes.put(id, outcome);
    if (frame.check.isChanged()) {
      converted.put(id, frame.check.convertedNode());
    }
    stack.pop();
    onStack.remove(id);
    Frame consumer = stack.peek();
    if (consumer != null) {
      consumer.check.sourceValidated(outcome.valid());
    }
  }

  /** A crash is the source's error, told in terms of the consumer's input that led to it. */
  private void closeCrashed(
      Frame frame, Deque<Frame> stack, Set<NodeId> onStack, ValidationCrash crash) {
    NodeId id = frame.check.id();
    stack.pop();
    onStack.remove(id);
    Frame consumer = stack.peek();
    PromptError error;
    if (consumer == null || consumer.followed == null) {
      Map<String, @Nullable Object> extra = new LinkedHashMap<>();
      extra.put("exception_type", crash.type());
      extra.put("traceback", crash.traceback());
      error =
          new PromptError(
              "exception_during_validation",
              "Exception when validating node",
              crash.details(),
              extra);
    } else {
      error = consumer.check.innerCrash(consumer.followed, crash);
      consumer.check.sourceValidated(false);
    }
    outcomes.put(id, new Outcome(false, List.of(error)));
  }

  private static void reportCycle(NodeId start, Deque<Frame> stack) {
    List<NodeCheck> cycle = new ArrayList<>();
    for (Frame frame : stack) {
      cycle.add(frame.check);
      if (frame.check.id().equals(start)) {
        break;
      }
    }
    Collections.reverse(cycle);
    List<NodeCheck> named = cycle.subList(0, Math.min(cycle.size(), NAMED_IN_CYCLE));
    List<String> ids = named.stream().map(c -> c.id().value()).toList();
    List<String> path = new ArrayList<>();
    named.forEach(c -> path.add(c.id() + " (" + c.classType() + ")"));
    if (named.size() < cycle.size()) {
      path.add("… " + (cycle.size() - named.size()) + " more …");
    }
    path.add(path.get(0));
    String details = String.join(" -> ", path);
    for (NodeCheck check : cycle) {
      if (check.isInCycle()) {
        continue;
      }
      Map<String, @Nullable Object> extra = new LinkedHashMap<>();
      extra.put("node_id", check.id().value());
      extra.put("cycle_nodes", ids);
      check.inCycle(
          new PromptError("dependency_cycle", "Dependency cycle detected", details, extra));
    }
  }

  List<PromptError> errorsOf(NodeId id) {
    Outcome outcome = outcomes.get(id);
    return outcome == null ? List.of() : outcome.errors();
  }

  /** Every node that is invalid by errors of its own. */
  Map<NodeId, List<PromptError>> failures() {
    Map<NodeId, List<PromptError>> failures = new LinkedHashMap<>();
    outcomes.forEach(
        (id, outcome) -> {
          if (!outcome.valid() && !outcome.errors().isEmpty()) {
            failures.put(id, outcome.errors());
          }
        });
    return failures;
  }

  /** Nodes whose constants were converted. */
  Map<NodeId, PromptNode> converted() {
    return converted;
  }
}
