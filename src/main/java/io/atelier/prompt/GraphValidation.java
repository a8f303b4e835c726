package io.atelier.prompt;

import io.atelier.json.JsonObject;
import io.atelier.node.Input;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import io.atelier.node.check.KnownChoices;
import io.atelier.node.check.ValidationCrash;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Validation of the nodes of one prompt, each at most once, depth first from the output nodes with
 * a stack of its own.
 */
final class GraphValidation {
  /** The errors of further nodes are not kept. */
  private static final int MOST_FAILED = 200;

  private final Prompt prompt;
  private final NodeRegistry registry;
  private final KnownChoices choices;
  private final Map<NodeId, Outcome> outcomes = new LinkedHashMap<>();
  private final List<NodeId> failed = new ArrayList<>();
  private int moreFailed;
  private final Map<NodeId, PromptNode> converted = new LinkedHashMap<>();

  GraphValidation(Prompt prompt, NodeRegistry registry, Services services) {
    this.prompt = prompt;
    this.registry = registry;
    this.choices = new KnownChoices(services);
  }

  /**
   * What became of a node.
   *
   * @param errors the first ones
   * @param more how many errors there are beyond these
   */
  record Outcome(boolean valid, List<PromptError> errors, int more) {}

  /** A node under way: its check, the inputs still to look at, and the link being followed. */
  static final class Frame {
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
    Trail trail = new Trail();
    open(root, trail);
    while (!trail.isEmpty()) {
      Frame frame = trail.last();
      try {
        NodeId next = advance(frame, trail);
        if (next != null) {
          open(next, trail);
          continue;
        }
        frame.check.finish();
        close(frame, trail);
      } catch (ValidationCrash crash) {
        closeCrashed(frame, trail, crash);
      }
    }
    Outcome outcome = outcomes.get(root);
    return outcome != null && outcome.valid();
  }

  private void open(NodeId id, Trail trail) {
    PromptNode node = prompt.node(id);
    String classType = node == null ? null : node.classType();
    NodeType type = classType == null ? null : registry.find(classType);
    if (node == null || type == null) {
      throw new IllegalStateException("classes are checked first: " + id);
    }
    trail.push(new Frame(new NodeCheck(node, type, prompt, registry, choices)));
  }

  /** Goes on with a node; returns a source to validate first, or null when all inputs are done. */
  private @Nullable NodeId advance(Frame frame, Trail trail) throws ValidationCrash {
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
      } else if (trail.holds(source)) {
        trail.reportCycle(source);
      } else {
        return source;
      }
    }
    return null;
  }

  private void close(Frame frame, Trail trail) {
    NodeCheck check = frame.check;
    note(check.id(), new Outcome(check.isValid(), check.errors(), check.moreErrors()));
    if (check.isChanged()) {
      converted.put(check.id(), check.convertedNode());
    }
    trail.pop();
    if (!trail.isEmpty()) {
      trail.last().check.sourceValidated(check.isValid());
    }
  }

  private void note(NodeId id, Outcome outcome) {
    boolean ownFault = !outcome.valid() && !outcome.errors().isEmpty();
    if (ownFault && failed.size() == MOST_FAILED) {
      moreFailed++;
      outcomes.put(id, new Outcome(false, List.of(), outcome.errors().size() + outcome.more()));
      return;
    }
    outcomes.put(id, outcome);
    if (ownFault) {
      failed.add(id);
    }
  }

  /** A crash is the source's error, told in terms of the consumer's input that led to it. */
  private void closeCrashed(Frame frame, Trail trail, ValidationCrash crash) {
    trail.pop();
    Frame consumer = trail.isEmpty() ? null : trail.last();
    PromptError error;
    if (consumer == null || consumer.followed == null) {
      error =
          new PromptError(
              "exception_during_validation",
              "Exception when validating node",
              crash.details(),
              JsonObject.with("exception_type", crash.type())
                  .and("traceback", crash.traceback())
                  .map());
    } else {
      error = consumer.check.innerCrash(consumer.followed, crash);
      consumer.check.sourceValidated(false);
    }
    note(frame.check.id(), new Outcome(false, List.of(error), 0));
  }

  /** What became of a node that was validated. */
  Outcome outcomeOf(NodeId id) {
    Outcome outcome = outcomes.get(id);
    if (outcome == null) {
      throw new IllegalStateException("not validated: " + id);
    }
    return outcome;
  }

  /** The first nodes that are invalid by errors of their own, in the order of finding. */
  List<NodeId> failed() {
    return failed;
  }

  /** How many nodes are invalid by errors of their own beyond {@link #failed}. */
  int moreFailed() {
    return moreFailed;
  }

  /** Nodes whose constants were converted. */
  Map<NodeId, PromptNode> converted() {
    return converted;
  }
}
