package io.atelier.prompt;

import io.atelier.json.PythonText;
import io.atelier.node.Choices;
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
import io.atelier.node.Schema;
import io.atelier.node.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The validation of one node: its inputs one by one, then its own check. */
final class NodeCheck {
  private static final Logger LOG = Logger.getLogger(NodeCheck.class.getName());
  private static final int LONG_LIST = 20;

  private final PromptNode node;
  private final NodeType type;
  private final NodeDefinition definition;
  private final Prompt prompt;
  private final NodeRegistry registry;
  private final Services services;
  private final @Nullable InputValidation ownCheck;
  private final @Nullable Set<String> ownInputs;
  private final List<PromptError> errors = new ArrayList<>();
  private final Map<String, String> linkTypes = new LinkedHashMap<>();
  private Map<String, @Nullable Object> inputs = Map.of();
  private boolean changed;
  private boolean valid = true;
  private boolean inCycle;

  NodeCheck(
      PromptNode node, NodeType type, Prompt prompt, NodeRegistry registry, Services services) {
    this.node = node;
    this.type = type;
    this.definition = type.definition();
    this.prompt = prompt;
    this.registry = registry;
    this.services = services;
    this.ownCheck = type.prototype() instanceof InputValidation v ? v : null;
    this.ownInputs = ownCheck == null ? Set.of() : ownCheck.validatedInputs();
  }

  NodeId id() {
    return node.id();
  }

  String classType() {
    return type.classType();
  }

  List<PromptError> errors() {
    return errors;
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
                extra("input_name", name)));
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
              extraOf(input, link)));
      return null;
    }
    Object source = link.get(0);
    PromptNode sourceNode = source instanceof String id ? prompt.node(new NodeId(id)) : null;
    String sourceClass = sourceNode == null ? null : sourceNode.classType();
    NodeType sourceType = sourceClass == null ? null : registry.find(sourceClass);
    if (sourceNode == null || sourceType == null) {
      throw new ValidationCrash("KeyError", PythonText.repr(source));
    }
    Output output = slot(sourceType.definition(), link.get(1));
    linkTypes.put(input.name(), typeText(output));
    boolean leftToNode = ownCheck != null && ownCheck.validatesLinkTypes();
    if (!leftToNode && !accepts(input, output)) {
      Map<String, @Nullable Object> extra = extra("input_name", input.name());
      extra.put("input_config", config(input));
      extra.put("received_type", typeText(output));
      extra.put("linked_node", link);
      fail(
          new PromptError(
              "return_type_mismatch",
              "Return type mismatch between linked nodes",
              "%s, received_type(%s) mismatch input_type(%s)"
                  .formatted(input.name(), typeText(output), typeText(input)),
              extra));
      return null;
    }
    return sourceNode.id();
  }

  private static Output slot(NodeDefinition source, @Nullable Object slot) throws ValidationCrash {
    List<Output> outputs = source.outputs();
    String kind = source.schema() == Schema.V1 ? "tuple" : "list";
    long index;
    if (slot instanceof Boolean b) {
      index = b ? 1 : 0;
    } else if (slot instanceof Long l) {
      index = l;
    } else {
      throw new ValidationCrash(
          "TypeError",
          kind + " indices must be integers or slices, not " + Coercion.typeName(slot));
    }
    long fromStart = index < 0 ? outputs.size() + index : index;
    if (fromStart < 0 || fromStart >= outputs.size()) {
      throw new ValidationCrash("IndexError", kind + " index out of range");
    }
    return outputs.get((int) fromStart);
  }

  private boolean accepts(Input<?> input, Output output) {
    Choices wanted = input.choices();
    Choices offered = output.choices();
    boolean wantsList = wanted != null && definition.schema() == Schema.V1;
    if (offered == null && !wantsList) {
      return input.type().accepts(output.type());
    }
    if (offered == null) {
      return output.type().accepts(io.atelier.node.SocketType.ANY)
          && output.type().name().equals("*");
    }
    if (wanted == null) {
      return input.type().name().equals("*");
    }
    return !wantsList || wanted.list(services).equals(offered.list(services));
  }

  private String typeText(Output output) {
    Choices choices = output.choices();
    return choices == null ? output.type().name() : PythonText.repr(choices.list(services));
  }

  private String typeText(Input<?> input) {
    Choices choices = input.choices();
    return choices == null || definition.schema() == Schema.V3
        ? input.type().name()
        : PythonText.repr(choices.list(services));
  }

  private void checkConstant(Input<?> input, @Nullable Object given) {
    Object value = given;
    if (value instanceof Map<?, ?> map && map.containsKey("__value__")) {
      value = map.get("__value__");
    }
    if (Coercion.converts(input.type()) && input.choices() == null) {
      try {
        value = Coercion.convert(input.type(), value);
      } catch (Coercion.CoercionException e) {
        Map<String, @Nullable Object> extra = extraOf(input, value);
        extra.put("exception_message", e.getMessage());
        fail(
            new PromptError(
                "invalid_input_type",
                "Failed to convert an input value to a " + input.type() + " value",
                input.name() + ", " + PythonText.str(value) + ", " + e.getMessage(),
                extra));
        return;
      }
    }
    if (!Objects.equals(value, given)) {
      if (!changed) {
        inputs = new LinkedHashMap<>(inputs);
        changed = true;
      }
      inputs.put(input.name(), value);
    }
    if (ownInputs != null && !ownInputs.contains(input.name())) {
      checkRangeAndChoice(input, value);
    }
  }

  private void checkRangeAndChoice(Input<?> input, @Nullable Object value) {
    if (value instanceof Number number) {
      if (input.option("min") instanceof Number min && compare(number, min) < 0) {
        fail(outOfRange(input, value, "value_smaller_than_min", "smaller than min of", min));
        return;
      }
      if (input.option("max") instanceof Number max && compare(number, max) > 0) {
        fail(outOfRange(input, value, "value_bigger_than_max", "bigger than max of", max));
        return;
      }
    }
    Choices choices = input.choices();
    boolean remote = input.option("remote") != null || input.option("remote_combo") != null;
    if (choices != null && !remote) {
      checkChoice(input, choices.list(services), value);
    }
  }

  private static int compare(Number a, Number b) {
    if (a instanceof Double || b instanceof Double) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    return new java.math.BigInteger(a.toString()).compareTo(new java.math.BigInteger(b.toString()));
  }

  private PromptError outOfRange(
      Input<?> input, Object value, String errorType, String relation, Number bound) {
    return new PromptError(
        errorType,
        "Value " + PythonText.str(value) + " " + relation + " " + PythonText.str(bound),
        input.name(),
        extraOf(input, value));
  }

  private void checkChoice(Input<?> input, List<Object> choices, @Nullable Object value) {
    List<@Nullable Object> chosen = new ArrayList<>();
    if (Boolean.TRUE.equals(input.option("multiselect")) && value instanceof List<?> several) {
      chosen.addAll(several);
    } else {
      chosen.add(value);
    }
    chosen.removeIf(v -> choices.stream().anyMatch(choice -> Coercion.areEqual(choice, v)));
    if (chosen.isEmpty()) {
      return;
    }
    boolean tooLong = choices.size() > LONG_LIST;
    Map<String, @Nullable Object> extra = extraOf(input, value);
    if (tooLong) {
      extra.put("input_config", null);
    }
    String wrong = String.join(", ", chosen.stream().map(PythonText::repr).toList());
    fail(
        new PromptError(
            "value_not_in_list",
            "Value not in list",
            "%s: %s not in %s"
                .formatted(
                    input.name(),
                    wrong,
                    tooLong ? "(list of length " + choices.size() + ")" : PythonText.repr(choices)),
            extra));
  }

  /** Takes note of a source that a link led to. */
  void sourceValidated(boolean sourceIsValid) {
    valid &= sourceIsValid;
  }

  void inCycle(PromptError error) {
    valid = false;
    if (!inCycle) {
      inCycle = true;
      errors.add(error);
    }
  }

  PromptError innerCrash(Input<?> followed, ValidationCrash crash) {
    Map<String, @Nullable Object> extra = extra("input_name", followed.name());
    extra.put("input_config", config(followed));
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
    if (ownCheck == null) {
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
    valid = false;
    String reason = verdict.reason();
    if (taken.isEmpty()) {
      errors.add(
          PromptError.of(
              "custom_validation_failed",
              "Custom validation failed for node",
              reason == null ? "" : reason));
    }
    for (String name : taken.keySet()) {
      errors.add(
          new PromptError(
              "custom_validation_failed",
              "Custom validation failed for node",
              reason == null ? name : name + " - " + reason,
              extra("input_name", name)));
    }
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
    errors.add(error);
  }

  /** Type and options, the latter also when the input declares none. */
  private List<Object> config(Input<?> input) {
    List<Object> config = input.config(definition.schema(), services);
    return config.size() == 1 ? List.of(config.get(0), Map.of()) : config;
  }

  private Map<String, @Nullable Object> extraOf(Input<?> input, @Nullable Object received) {
    Map<String, @Nullable Object> extra = extra("input_name", input.name());
    extra.put("input_config", config(input));
    extra.put("received_value", received);
    return extra;
  }

  private static Map<String, @Nullable Object> extra(String key, Object value) {
    Map<String, @Nullable Object> extra = new LinkedHashMap<>();
    extra.put(key, value);
    return extra;
  }
}
