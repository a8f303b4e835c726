package io.atelier.prompt;

import io.atelier.json.PythonText;
import io.atelier.node.Input;
import io.atelier.node.InputValidation;
import io.atelier.node.Link;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Output;
import io.atelier.node.Services;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The validation of one node: its inputs one by one, then its own check. */
final class NodeCheck {
  private static final System.Logger LOG = System.getLogger(NodeCheck.class.getName());

  /** Further errors of one node are counted alone. */
  private static final int MOST_ERRORS = 50;

  private final PromptNode node;
  private final NodeType type;
  private final NodeDefinition definition;
  private final Prompt prompt;
  private final NodeRegistry registry;
  private final Services services;
  private final InputShapes shapes;
  private final @Nullable InputValidation ownCheck;
  private final @Nullable Set<String> ownInputs;
  private final List<PromptError> errors = new ArrayList<>();
  private final Map<String, String> linkTypes = new LinkedHashMap<>();
  private Map<String, @Nullable Object> inputs = Map.of();
  private boolean changed;
  private boolean valid = true;
  private int moreErrors;

  NodeCheck(
      PromptNode node, NodeType type, Prompt prompt, NodeRegistry registry, KnownChoices choices) {
    this.node = node;
    this.type = type;
    this.definition = type.definition();
    this.prompt = prompt;
    this.registry = registry;
    this.services = choices.services();
    this.shapes = new InputShapes(definition.schema(), choices);
    this.ownCheck = type.prototype() instanceof InputValidation v ? v : null;
    this.ownInputs = ownCheck == null ? Set.of() : ownCheck.validatedInputs();
  }

  NodeId id() {
    return node.id();
  }

  String classType() {
    return type.classType();
  }

  /** The first errors of the node. */
  List<PromptError> errors() {
    return errors;
  }

  /** How many errors there are beyond {@link #errors}. */
  int moreErrors() {
    return moreErrors;
  }

  boolean isValid() {
    return valid;
  }

  boolean isChanged() {
    return changed;
  }

  PromptNode convertedNode() {
    return node.withInputs(inputs);
  }

  /** Required and optional inputs in order of declaration. */
  List<Input<?>> inputs() {
    List<Input<?>> visible = new ArrayList<>(definition.inputs().values());
    visible.removeIf(input -> input.section() == Input.Section.HIDDEN);
    return visible;
  }

  void begin() throws ValidationCrash {
    if (!node.json().containsKey("inputs")) {
      throw new ValidationCrash("KeyError", "'inputs'");
    }
    Map<String, @Nullable Object> given = node.inputs();
    if (given == null) {
      throw new ValidationCrash(
          "TypeError",
          "argument of type '"
              + Coercion.typeName(node.json().get("inputs"))
              + "' is not iterable");
    }
    inputs = given;
  }

  /** Looks at one input; returns the source of a link that is right as far as it goes. */
  @Nullable NodeId checkInput(Input<?> input) throws ValidationCrash {
    String name = input.name();
    if (!inputs.containsKey(name)) {
      if (input.section() == Input.Section.REQUIRED) {
        fail(
            new PromptError(
                "required_input_missing",
                "Required input is missing",
                name,
                InputShapes.extra("input_name", name)));
      }
      return null;
    }
    Object value = inputs.get(name);
    if (value instanceof List<?> link) {
      return checkLink(input, link);
    }
    checkConstant(input, value);
    return null;
  }

  private @Nullable NodeId checkLink(Input<?> input, List<?> link) throws ValidationCrash {
    if (link.size() != 2) {
      fail(
          new PromptError(
              "bad_linked_input",
              "Bad linked input, must be a length-2 list of [node_id, slot_index]",
              input.name(),
              shapes.extraOf(input, link)));
      return null;
    }
    Object source = link.get(0);
    PromptNode sourceNode = source instanceof String id ? prompt.node(new NodeId(id)) : null;
    String sourceClass = sourceNode == null ? null : sourceNode.classType();
    NodeType sourceType = sourceClass == null ? null : registry.find(sourceClass);
    if (sourceNode == null || sourceType == null) {
      throw new ValidationCrash("KeyError", PythonText.repr(source));
    }
    Output output = shapes.slot(sourceType.definition(), link.get(1));
    if (ownCheck != null) {
      linkTypes.put(input.name(), shapes.typeText(output));
    }
    boolean leftToNode = ownCheck != null && ownCheck.validatesLinkTypes();
    if (!leftToNode && !shapes.accepts(input, output)) {
      Map<String, @Nullable Object> extra = InputShapes.extra("input_name", input.name());
      extra.put("input_config", shapes.config(input));
      extra.put("received_type", shapes.typeText(output));
      extra.put("linked_node", link);
      fail(
          new PromptError(
              "return_type_mismatch",
              "Return type mismatch between linked nodes",
              "%s, received_type(%s) mismatch input_type(%s)"
                  .formatted(input.name(), shapes.typeText(output), shapes.typeText(input)),
              extra));
      return null;
    }
    return sourceNode.id();
  }

  private void checkConstant(Input<?> input, @Nullable Object given) {
    boolean leftToNode =
        ownCheck != null
            && ownCheck.replacesChecks()
            && (ownInputs == null || ownInputs.contains(input.name()));
    ConstantCheck check = ConstantCheck.of(input, given, leftToNode, shapes);
    PromptError error = check.error();
    if (error != null) {
      fail(error);
    }
    Object value = check.value();
    if (!Objects.equals(value, given)) {
      if (!changed) {
        inputs = new LinkedHashMap<>(inputs);
        changed = true;
      }
      inputs.put(input.name(), value);
    }
  }

  /** Takes note of a source that a link led to. */
  void sourceValidated(boolean sourceIsValid) {
    valid &= sourceIsValid;
  }

  /** Adds what the node has to tell of a cycle that it is in. */
  void inCycle(PromptError error) {
    fail(error);
  }

  PromptError innerCrash(Input<?> followed, ValidationCrash crash) {
    Map<String, @Nullable Object> extra = InputShapes.extra("input_name", followed.name());
    extra.put("input_config", shapes.config(followed));
    extra.put("exception_message", crash.details());
    extra.put("exception_type", crash.type());
    extra.put("traceback", crash.traceback());
    extra.put("linked_node", inputs.get(followed.name()));
    return new PromptError(
        "exception_during_inner_validation",
        "Exception when validating inner node",
        crash.details(),
        extra);
  }

  /** Runs the node's own check after all inputs were looked at. */
  void finish() throws ValidationCrash {
    if (ownCheck == null || (!ownCheck.replacesChecks() && !errors.isEmpty())) {
      return;
    }
    Map<String, @Nullable Object> taken = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : inputs.entrySet()) {
      if (ownInputs == null || ownInputs.contains(entry.getKey())) {
        Object value = entry.getValue();
        taken.put(entry.getKey(), Link.fromJson(value) == null ? value : null);
      }
    }
    InputValidation.Verdict verdict = ownVerdict(ownCheck, taken);
    if (verdict.passed()) {
      return;
    }
    String reason = verdict.reason();
    if (taken.isEmpty()) {
      fail(ownFailure(reason == null ? "" : reason, Map.of()));
    }
    for (String name : taken.keySet()) {
      fail(
          ownFailure(
              reason == null ? name : name + " - " + reason,
              InputShapes.extra("input_name", name)));
    }
  }

  private static PromptError ownFailure(String details, Map<String, @Nullable Object> extra) {
    return new PromptError(
        "custom_validation_failed", "Custom validation failed for node", details, extra);
  }

  private InputValidation.Verdict ownVerdict(
      InputValidation check, Map<String, @Nullable Object> taken) throws ValidationCrash {
    try {
      return check.validate(new NodeInputs(taken), linkTypes, services);
    } catch (NodeException e) {
      throw new ValidationCrash(e.type(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ValidationCrash("InterruptedError", "validation was interrupted");
    } catch (Exception e) {
      LOG.log(Level.WARNING, "the check of " + type.classType() + " failed", e);
      throw new ValidationCrash(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
  }

  private void fail(PromptError error) {
    valid = false;
    if (errors.size() < MOST_ERRORS) {
      errors.add(error);
    } else {
      moreErrors++;
    }
  }
}
