package io.atelier.node;

import io.atelier.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One input of a node: what {@code /object_info} says of it, and how the node reads it.
 *
 * <p>A node keeps its inputs as constants, declares them in its {@link NodeDefinition} and reads
 * them with {@link NodeInputs#get}, so that each name is written once. Instances are immutable; the
 * methods that refine one return another. Options appear in {@code /object_info} in the order in
 * which they were given.
 *
 * @param <T> what the node reads
 */
public final class Input<T> {
  /** Where an input is declared. */
  public enum Section {
    REQUIRED,
    OPTIONAL,
    HIDDEN;

    /** The section's name in {@code /object_info}. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final String name;
  private final Section section;
  private final SocketType type;
  private final @Nullable Choices choices;
  private final @Nullable Hidden hidden;
  private final @Nullable Map<String, Object> options;
  private final Function<Object, @Nullable T> reader;

  private Input(
      String name,
      Section section,
      SocketType type,
      @Nullable Choices choices,
      @Nullable Hidden hidden,
      @Nullable Map<String, Object> options,
      Function<Object, @Nullable T> reader) {
    this.name = name;
    this.section = section;
    this.type = type;
    this.choices = choices;
    this.hidden = hidden;
    this.options = options == null ? null : Collections.unmodifiableMap(options);
    this.reader = reader;
  }

  private static <T> Input<T> required(
      String name, SocketType type, Function<Object, @Nullable T> reader) {
    return new Input<>(name, Section.REQUIRED, type, null, null, null, reader);
  }

  /**
   * A whole number; values from 2^63 to 2^64−1, which seeds have, arrive as the same 64 bits, that
   * is as unsigned longs.
   */
  public static Input<Long> integer(String name) {
    return required(name, SocketType.INT, Input::readLong);
  }

  /** A float64 number. */
  public static Input<Double> floating(String name) {
    return required(
        name,
        SocketType.FLOAT,
        v ->
            v instanceof Number n
                ? (Double) n.doubleValue()
                : v instanceof Boolean b ? (Double) (b ? 1.0 : 0.0) : null);
  }

  /** A text. */
  public static Input<String> text(String name) {
    return required(name, SocketType.STRING, v -> v instanceof String s ? s : null);
  }

  /** A truth value. */
  public static Input<Boolean> bool(String name) {
    return required(name, SocketType.BOOLEAN, v -> v instanceof Boolean b ? b : null);
  }

  /** One of the texts. */
  public static Input<String> choice(String name, String... values) {
    return choice(name, Choices.of((Object[]) values));
  }

  /** One of the texts on offer at the time. */
  public static Input<String> choice(String name, Choices choices) {
    return new Input<>(
        name,
        Section.REQUIRED,
        SocketType.COMBO,
        choices,
        null,
        null,
        v -> v instanceof String s ? s : null);
  }

  /** A value of a socket type, normally linked. */
  public static <T> Input<T> socket(String name, SocketType type, Class<T> valueClass) {
    return required(name, type, v -> valueClass.isInstance(v) ? valueClass.cast(v) : null);
  }

  /** A value of any type. */
  public static Input<Object> any(String name) {
    return required(name, SocketType.ANY, v -> v);
  }

  /** Something that the engine passes by itself. */
  public static <T> Input<T> hidden(String name, Hidden hidden, Class<T> valueClass) {
    return new Input<>(
        name,
        Section.HIDDEN,
        new SocketType(hidden.name()),
        null,
        hidden,
        null,
        v -> valueClass.isInstance(v) ? valueClass.cast(v) : null);
  }

  /** A hidden entry that the engine does not fill, but that a prompt may supply as a constant. */
  public static Input<Object> undocumented(String name, SocketType type) {
    return new Input<>(name, Section.HIDDEN, type, null, null, null, v -> v);
  }

  private static @Nullable Long readLong(Object value) {
    if (value instanceof BigInteger big) {
      return big.longValue();
    }
    if (value instanceof Double d) {
      return d == Math.rint(d) ? (Long) d.longValue() : null;
    }
    if (value instanceof Number n) {
      return n.longValue();
    }
    return value instanceof Boolean b ? (Long) (b ? 1L : 0L) : null;
  }

  /** The same, declared as optional. */
  public Input<T> optional() {
    return new Input<>(name, Section.OPTIONAL, type, choices, hidden, options, reader);
  }

  /** The same, with an option of any name. */
  public Input<T> with(String option, Object value) {
    Map<String, Object> more = new LinkedHashMap<>();
    if (options != null) {
      more.putAll(options);
    }
    more.put(option, value);
    return new Input<>(name, section, type, choices, hidden, more, reader);
  }

  /** The same, with an empty options object in {@code /object_info} instead of none. */
  public Input<T> withNoOptions() {
    return new Input<>(name, section, type, choices, hidden, new LinkedHashMap<>(), reader);
  }

  /** The value that frontends propose; the server never applies it. */
  public Input<T> proposes(Object value) {
    return with("default", value);
  }

  /** The bounds, both inclusive, that validation enforces. */
  public Input<T> range(Number min, Number max) {
    return with("min", min).with("max", max);
  }

  public Input<T> step(Number step) {
    return with("step", step);
  }

  public Input<T> tooltip(String text) {
    return with("tooltip", text);
  }

  public Input<T> multiline() {
    return with("multiline", true);
  }

  /** Evaluated only when the node asks for it ({@link LazyInputs}). */
  public Input<T> lazy() {
    return with("lazy", true);
  }

  /** The node receives the {@link Link} itself instead of the value behind it. */
  public Input<T> rawLink() {
    return with("rawLink", true);
  }

  public String name() {
    return name;
  }

  public Section section() {
    return section;
  }

  public SocketType type() {
    return type;
  }

  public @Nullable Choices choices() {
    return choices;
  }

  public @Nullable Hidden hidden() {
    return hidden;
  }

  public @Nullable Map<String, Object> options() {
    return options;
  }

  public @Nullable Object option(String key) {
    return options == null ? null : options.get(key);
  }

  public boolean isLazy() {
    return Boolean.TRUE.equals(option("lazy"));
  }

  public boolean isRawLink() {
    return Boolean.TRUE.equals(option("rawLink"));
  }

  /**
   * The value as the node reads it.
   *
   * @throws NodeException of type TypeError when the value is of another kind
   */
  public T read(Object value) {
    T result = reader.apply(value);
    if (result == null) {
      throw new NodeException(
          "TypeError",
          "input '" + name + "' takes " + type + ", not " + value.getClass().getSimpleName());
    }
    return result;
  }

  /** {@code [type, options]} as {@code /object_info} and validation errors show it. */
  public List<Object> config(Schema schema, Services services) {
    return configKnowing(schema, offered -> offered.list(services));
  }

  /** {@link #config} with the values on offer as somebody knows them. */
  public List<Object> configKnowing(Schema schema, Function<Choices, List<Object>> known) {
    List<Object> config = new ArrayList<>(2);
    Map<String, ? extends @Nullable Object> shown = options == null ? Map.of() : options;
    if (choices == null) {
      config.add(type.name());
    } else if (schema == Schema.V1) {
      config.add(known.apply(choices));
    } else {
      config.add(type.name());
      shown =
          JsonObject.empty()
              .andAll(shown)
              .and("multiselect", false)
              .and("options", known.apply(choices))
              .map();
    }
    if (schema == Schema.V3 || options != null) {
      config.add(shown);
    }
    return config;
  }

  @Override
  public String toString() {
    return name + ":" + type;
  }
}
