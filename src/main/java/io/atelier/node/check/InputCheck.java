package io.atelier.node.check;

import io.atelier.json.JsonObject;
import io.atelier.node.Input;
import io.atelier.node.InputValidation;
import io.atelier.node.Node;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one node class asks of its inputs, links aside: that they are there, that constants are of
 * their kind, within their range and among their choices, and that the node's own check passes.
 */
public final class InputCheck {
  private static final System.Logger LOG = System.getLogger(InputCheck.class.getName());

  private final NodeDefinition definition;
  private final KnownChoices choices;
  private final InputTerms terms;
  private final @Nullable InputValidation own;
  private final @Nullable Set<String> ownInputs;

  /**
   * @param prototype answers for the class and may have a check of its own
   */
  public InputCheck(NodeDefinition definition, Node prototype, KnownChoices choices) {
    this.definition = definition;
    this.choices = choices;
    this.terms = new InputTerms(definition.schema(), choices);
    this.own = prototype instanceof InputValidation v ? v : null;
    this.ownInputs = own == null ? Set.of() : own.validatedInputs();
  }

  /** How errors describe the inputs. */
  public InputTerms terms() {
    return terms;
  }

  /** Required and optional inputs in order of declaration. */
  public List<Input<?>> inputs() {
    List<Input<?>> visible = new ArrayList<>(definition.inputs().values());
    visible.removeIf(input -> input.section() == Input.Section.HIDDEN);
    return visible;
  }

  /** What is wrong with an input that was not given; null when it may be left out. */
  public @Nullable InputError absent(Input<?> input) {
    return input.section() == Input.Section.REQUIRED
        ? new InputError(
            "required_input_missing",
            "Required input is missing",
            input.name(),
            JsonObject.with("input_name", input.name()).map())
        : null;
  }

  /** Converts a constant to the input's type and looks at it. */
  public ConstantCheck constant(Input<?> input, @Nullable Object given) {
    boolean leftToNode =
        own != null
            && own.replacesChecks()
            && (ownInputs == null || ownInputs.contains(input.name()));
    return ConstantCheck.of(input, given, leftToNode, terms);
  }

  /** Whether the node has a check of its own. */
  public boolean hasOwn() {
    return own != null;
  }

  /** Whether the node itself checks what its inputs are linked to. */
  public boolean leavesLinkTypesToNode() {
    return own != null && own.validatesLinkTypes();
  }

  /**
   * Runs the node's own check, if it has one.
   *
   * @param inputs all that were given; null for those that are linked
   * @param linkTypes the type received, by name of the linked input
   * @param failed whether there are errors already, after which only a check that replaces the
   *     server's runs
   */
  public List<InputError> own(
      Map<String, @Nullable Object> inputs, Map<String, String> linkTypes, boolean failed)
      throws ValidationCrash {
    if (own == null || (!own.replacesChecks() && failed)) {
      return List.of();
    }
    Map<String, @Nullable Object> taken = new LinkedHashMap<>(inputs);
    taken.keySet().removeIf(name -> ownInputs != null && !ownInputs.contains(name));
    InputValidation.Verdict verdict = verdict(own, taken, linkTypes);
    return verdict.passed() ? List.of() : failures(verdict.reason(), taken.keySet());
  }

  private InputValidation.Verdict verdict(
      InputValidation check, Map<String, @Nullable Object> taken, Map<String, String> linkTypes)
      throws ValidationCrash {
    try {
      return check.validate(new NodeInputs(taken), linkTypes, choices.services());
    } catch (NodeException e) {
      throw new ValidationCrash(e.type(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ValidationCrash("InterruptedError", "validation was interrupted");
    } catch (Exception e) {
      LOG.log(Level.WARNING, "the check of " + definition.classType() + " failed", e);
      throw new ValidationCrash(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
  }

  private static List<InputError> failures(@Nullable String reason, Set<String> taken) {
    if (taken.isEmpty()) {
      return List.of(failure(reason == null ? "" : reason, Map.of()));
    }
    List<InputError> failures = new ArrayList<>();
    for (String name : taken) {
      failures.add(
          failure(
              reason == null ? name : name + " - " + reason,
              JsonObject.with("input_name", name).map()));
    }
    return failures;
  }

  private static InputError failure(String details, Map<String, @Nullable Object> extra) {
    return new InputError(
        "custom_validation_failed", "Custom validation failed for node", details, extra);
  }
}
