package io.atelier.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one call, by input name; whole lists for nodes that take lists. */
public final class NodeInputs {
  private final Map<String, @Nullable Object> values;

  public NodeInputs(Map<String, @Nullable Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The value of an input that must be there.
   *
   * @throws NodeException of type TypeError when it is missing, null or of another kind
   */
  public <T> T get(Input<T> input) {
    Object value = values.get(input.name());
    if (value == null) {
      throw new NodeException(
          "TypeError",
          values.containsKey(input.name())
              ? "input '" + input.name() + "' has no value"
              : "missing 1 required positional argument: '" + input.name() + "'");
    }
    return input.read(value);
  }

  /** The value of an input that may be absent or null. */
  public <T> Optional<T> find(Input<T> input) {
    Object value = values.get(input.name());
    return value == null ? Optional.empty() : Optional.of(input.read(value));
  }

  /** The value of an input, or another when it is absent or null. */
  public <T> T getOr(Input<T> input, T otherwise) {
    return find(input).orElse(otherwise);
  }

  /** {@link #get} for values that fit an int, such as sizes and indexes. */
  public int getInt(Input<Long> input) {
    long value = get(input);
    if (value != (int) value) {
      throw new NodeException(
          "OverflowError", "input '" + input.name() + "' is out of range: " + value);
    }
    return (int) value;
  }

  /** All values of an input, for nodes that take lists; empty when it is absent. */
  public <T> List<T> list(Input<T> input) {
    List<T> result = new ArrayList<>();
    if (values.get(input.name()) instanceof List<?> elements) {
      for (Object element : elements) {
        if (element == null) {
          throw new NodeException("TypeError", "input '" + input.name() + "' has an empty element");
        }
        result.add(input.read(element));
      }
    }
    return result;
  }

  /** The value as it arrived, of undeclared inputs too. */
  public @Nullable Object raw(String name) {
    return values.get(name);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Names of all inputs that arrived, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  /** All values by name. */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }
}
