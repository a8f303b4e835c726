package io.atelier.prompt;

import io.atelier.json.PythonText;
import io.atelier.node.Input;
import io.atelier.node.Link;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Output;
import io.atelier.node.check.ConstantCheck;
import io.atelier.node.check.InputCheck;
import io.atelier.node.check.InputError;
import io.atelier.node.check.KnownChoices;
import io.atelier.node.check.ValidationCrash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The validation of one node: its inputs one by one, then its own check. */
final class NodeCheck {
  /** Further errors of one node are counted alone. */
  private static final int MOST_ERRORS = 50;

  private final PromptNode node;
  private final NodeType type;
  private final Prompt prompt;
  private final NodeRegistry registry;
  private final InputShapes shapes;
  private final InputCheck check;
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
    this.prompt = prompt;
    this.registry = registry;
    this.shapes = new InputShapes(type.definition().schema(), choices);
    this.check = new InputCheck(type.definition(), type.prototype(), choices);
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
    return check.inputs();
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
              + PythonText.typeName(node.json().get("inputs"))
              + "' is not iterable");
    }
    inputs = given;
  }

  /** Looks at one input; returns the source of a link that is right as far as it goes. */
  @Nullable NodeId checkInput(Input<?> input) throws ValidationCrash {
    String name = input.name();
    if (!inputs.containsKey(name)) {
      InputError error = check.absent(input);
      if (error != null) {
        fail(error);
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
              check.terms().described(input).and("received_value", link).map()));
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
    if (check.hasOwn()) {
      linkTypes.put(input.name(), shapes.typeText(output));
    }
    if (!check.leavesLinkTypesToNode() && !shapes.accepts(input, output)) {
      fail(
          new PromptError(
              "return_type_mismatch",
              "Return type mismatch between linked nodes",
              "%s, received_type(%s) mismatch input_type(%s)"
                  .formatted(input.name(), shapes.typeText(output), shapes.typeText(input)),
              check
                  .terms()
                  .described(input)
                  .and("received_type", shapes.typeText(output))
                  .and("linked_node", link)
                  .map()));
      return null;
    }
    return sourceNode.id();
  }

  private void checkConstant(Input<?> input, @Nullable Object given) {
    ConstantCheck checked = check.constant(input, given);
    InputError error = checked.error();
    if (error != null) {
      fail(error);
    }
    Object value = checked.value();
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
    return new PromptError(
        "exception_during_inner_validation",
        "Exception when validating inner node",
        crash.details(),
        check
            .terms()
            .described(followed)
            .and("exception_message", crash.details())
            .and("exception_type", crash.type())
            .and("traceback", crash.traceback())
            .and("linked_node", inputs.get(followed.name()))
            .map());
  }

  /** Runs the node's own check after all inputs were looked at. */
  void finish() throws ValidationCrash {
    if (check.hasOwn()) {
      Map<String, @Nullable Object> constants = new LinkedHashMap<>(inputs);
      constants.replaceAll((name, value) -> Link.fromJson(value) == null ? value : null);
      check.own(constants, linkTypes, !errors.isEmpty()).forEach(this::fail);
    }
  }

  private void fail(InputError error) {
    fail(new PromptError(error.type(), error.message(), error.details(), error.extraInfo()));
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
