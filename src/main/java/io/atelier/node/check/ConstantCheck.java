package io.atelier.node.check;

import io.atelier.json.PythonText;
import io.atelier.node.Choices;
import io.atelier.node.Input;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a constant that a prompt gives an input.
 *
 * @param value as the node will get it, converted to the input's type
 * @param error why it is refused; null when it is not
 */
public record ConstantCheck(@Nullable Object value, @Nullable InputError error) {
  /** Lists of more choices are not spelt out in errors. */
  private static final int LONG_LIST = 20;

  /**
   * Converts the constant and looks at it.
   *
   * @param leftToNode whether the node itself checks range and choice
   */
  static ConstantCheck of(
      Input<?> input, @Nullable Object given, boolean leftToNode, InputTerms terms) {
    Object value = given;
    if (value instanceof Map<?, ?> map && map.containsKey("__value__")) {
      value = map.get("__value__");
    }
    if (Coercion.converts(input.type()) && input.choices() == null) {
      try {
        value = Coercion.convert(input.type(), value);
      } catch (Coercion.CoercionException e) {
        return new ConstantCheck(given, unconvertible(input, value, e, terms));
      }
    }
    return new ConstantCheck(value, leftToNode ? null : rangeOrChoice(input, value, terms));
  }

  private static InputError unconvertible(
      Input<?> input, @Nullable Object value, Coercion.CoercionException e, InputTerms terms) {
    Map<String, @Nullable Object> extra = terms.extraOf(input, value);
    extra.put("exception_message", e.getMessage());
    return new InputError(
        "invalid_input_type",
        "Failed to convert an input value to a " + input.type() + " value",
        input.name() + ", " + PythonText.str(value) + ", " + e.getMessage(),
        extra);
  }

  private static @Nullable InputError rangeOrChoice(
      Input<?> input, @Nullable Object value, InputTerms terms) {
    if (value instanceof Number number) {
      if (input.option("min") instanceof Number min && compare(number, min) < 0) {
        return outOfRange(
            input, value, "value_smaller_than_min", "smaller than min of", min, terms);
      }
      if (input.option("max") instanceof Number max && compare(number, max) > 0) {
        return outOfRange(input, value, "value_bigger_than_max", "bigger than max of", max, terms);
      }
    }
    Choices choices = input.choices();
    boolean remote = input.option("remote") != null || input.option("remote_combo") != null;
    return choices == null || remote
        ? null
        : choice(input, terms.known().of(choices), value, terms);
  }

  private static int compare(Number a, Number b) {
    if (a instanceof Double || b instanceof Double) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    return new BigInteger(a.toString()).compareTo(new BigInteger(b.toString()));
  }

  private static InputError outOfRange(
      Input<?> input,
      Object value,
      String errorType,
      String relation,
      Number bound,
      InputTerms terms) {
    return new InputError(
        errorType,
        "Value " + PythonText.str(value) + " " + relation + " " + PythonText.str(bound),
        input.name(),
        terms.extraOf(input, value));
  }

  private static @Nullable InputError choice(
      Input<?> input, List<Object> choices, @Nullable Object value, InputTerms terms) {
    boolean several = Boolean.TRUE.equals(input.option("multiselect"));
    List<?> chosen =
        several && value instanceof List<?> all ? all : Collections.singletonList(value);
    List<@Nullable Object> unknown = new ArrayList<>();
    for (Object each : chosen) {
      if (choices.stream().noneMatch(choice -> Coercion.areEqual(choice, each))) {
        unknown.add(each);
      }
      if (unknown.size() == LONG_LIST) {
        break;
      }
    }
    if (unknown.isEmpty()) {
      return null;
    }
    boolean tooLong = choices.size() > LONG_LIST;
    Map<String, @Nullable Object> extra = terms.extraOf(input, value);
    if (tooLong) {
      extra.put("input_config", null);
    }
    String wrong = String.join(", ", unknown.stream().map(PythonText::repr).toList());
    return new InputError(
        "value_not_in_list",
        "Value not in list",
        "%s: %s not in %s"
            .formatted(
                input.name(),
                wrong,
                tooLong ? "(list of length " + choices.size() + ")" : PythonText.repr(choices)),
        extra);
  }
}
