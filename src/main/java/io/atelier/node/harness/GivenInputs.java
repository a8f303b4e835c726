package io.atelier.node.harness;

import io.atelier.node.GraphNode;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Link;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.check.ConstantCheck;
import io.atelier.node.check.InputCheck;
import io.atelier.node.check.InputError;
import io.atelier.node.check.ValidationCrash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a node that is tried is given, by input name in order: constants, and values of links. */
final class GivenInputs {
  private final NodeDefinition definition;
  private final Map<String, @Nullable Object> constants = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> linked = new LinkedHashMap<>();

  GivenInputs(NodeDefinition definition) {
    this.definition = definition;
  }

  void constant(String name, @Nullable Object value) {
    linked.remove(name);
    constants.put(name, value);
  }

  void linked(String name, @Nullable Object value) {
    constants.remove(name);
    linked.put(name, value);
  }

  /** All that a server finds wrong; constants become what their inputs take. */
  List<InputError> check(InputCheck check) throws ValidationCrash {
    List<InputError> errors = new ArrayList<>();
    for (Input<?> input : check.inputs()) {
      String name = input.name();
      InputError error = null;
      if (constants.containsKey(name)) {
        ConstantCheck checked = check.constant(input, constants.get(name));
        constants.put(name, checked.value());
        error = checked.error();
      } else if (!linked.containsKey(name)) {
        error = check.absent(input);
      }
      if (error != null) {
        errors.add(error);
      }
    }
    errors.addAll(check.own(unlinked(), linkTypes(), !errors.isEmpty()));
    return errors;
  }

  /** Constants, and null for what is linked. */
  private Map<String, @Nullable Object> unlinked() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(constants);
    linked.keySet().forEach(name -> values.put(name, null));
    return values;
  }

  private Map<String, String> linkTypes() {
    Map<String, String> types = new HashMap<>();
    for (String name : linked.keySet()) {
      Input<?> input = definition.visibleInput(name);
      if (input != null) {
        types.put(name, input.type().name());
      }
    }
    return types;
  }

  /** Names of the lazy inputs that something is linked to. */
  List<String> lazy() {
    List<String> lazy = new ArrayList<>();
    for (String name : linked.keySet()) {
      Input<?> input = definition.inputs().get(name);
      if (input != null && input.isLazy()) {
        lazy.add(name);
      }
    }
    return lazy;
  }

  /**
   * The inputs of a call.
   *
   * @param missing the names of those whose values are not there yet
   */
  NodeInputs toRun(NodeId id, Set<String> missing) {
    return inputs(id, linkedWithout(missing), true);
  }

  private Map<String, @Nullable Object> linkedWithout(Set<String> missing) {
    Map<String, @Nullable Object> there = new LinkedHashMap<>(linked);
    there.replaceAll((name, value) -> missing.contains(name) ? null : value);
    return there;
  }

  /** The inputs of a node that is asked for its fingerprint: what is linked counts as null. */
  NodeInputs toFingerprint(NodeId id) {
    return inputs(id, linkedWithout(linked.keySet()), false);
  }

  private NodeInputs inputs(NodeId id, Map<String, @Nullable Object> links, boolean running) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    constants.forEach(
        (name, value) -> {
          if (definition.inputs().containsKey(name)) {
            values.put(name, one(value));
          }
        });
    links.forEach(
        (name, value) -> values.put(name, value instanceof Whole list ? list.all : one(value)));
    for (Input<?> input : definition.inputs().values()) {
      if (input.hidden() != null) {
        values.putIfAbsent(input.name(), one(hidden(input.hidden(), id, running)));
      }
    }
    return new NodeInputs(values);
  }

  private @Nullable Object one(@Nullable Object value) {
    if (!definition.isInputList()) {
      return value;
    }
    List<@Nullable Object> list = new ArrayList<>();
    list.add(value);
    return list;
  }

  private @Nullable Object hidden(Hidden kind, NodeId id, boolean running) {
    return switch (kind) {
      case UNIQUE_ID -> id.value();
      case PROMPT -> running ? prompt(id) : Map.of();
      case DYNPROMPT ->
          running ? new LoneGraph(new GraphNode(id, definition.classType(), links(), null)) : null;
      default -> null;
    };
  }

  /** The prompt that the node is in, its links to nodes named like its inputs. */
  private Map<String, Object> prompt(NodeId id) {
    Map<String, @Nullable Object> inputs = links();
    inputs.replaceAll((name, value) -> value instanceof Link link ? link.toJson() : value);
    return Map.of(id.value(), Map.of("class_type", definition.classType(), "inputs", inputs));
  }

  private boolean isHidden(String name) {
    Input<?> input = definition.inputs().get(name);
    return input != null && input.hidden() != null;
  }

  private Map<String, @Nullable Object> links() {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>(constants);
    inputs.keySet().removeIf(this::isHidden);
    linked.keySet().forEach(name -> inputs.put(name, new Link(new NodeId(name), 0)));
    return inputs;
  }

  /** A list that is given as a whole to a node that takes lists. */
  record Whole(List<@Nullable Object> all) {}
}
