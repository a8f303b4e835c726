package io.atelier.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in the making. Members keep the order in which they are put, and may be null.
 *
 * <pre>{@code
 * JsonObject.with("node", node.value()).and("output", output).map()
 * }</pre>
 */
public final class JsonObject {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  private JsonObject() {}

  /** An object of no members. */
  public static JsonObject empty() {
    return new JsonObject();
  }

  /** An object of one member. */
  public static JsonObject with(String name, @Nullable Object value) {
    return new JsonObject().and(name, value);
  }

  /** An object with the members of another, which is known to be one and no more. */
  public static JsonObject of(Map<?, ?> members) {
    JsonObject object = new JsonObject();
    members.forEach((name, value) -> object.and(String.valueOf(name), value));
    return object;
  }

  /** One member more; of an equal name in place of the earlier one. */
  public JsonObject and(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  /** One member more, unless it is null. */
  public JsonObject andIfPresent(String name, @Nullable Object value) {
    return value == null ? this : and(name, value);
  }

  /** All members of another object after these. */
  public JsonObject andAll(Map<String, ? extends @Nullable Object> others) {
    members.putAll(others);
    return this;
  }

  /** The object; nothing is to be added afterwards. */
  public Map<String, @Nullable Object> map() {
    return members;
  }
}
