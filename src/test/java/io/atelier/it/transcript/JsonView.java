package io.atelier.it.transcript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object of a transcript, with its members by type. */
record JsonView(Map<String, @Nullable Object> members) {
  /** The object; fails on any other value. */
  static JsonView of(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("no JSON object: " + value);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put((String) name, member));
    return new JsonView(members);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  @Nullable Object get(String name) {
    return members.get(name);
  }

  String text(String name) {
    return (String) required(name);
  }

  String text(String name, String absent) {
    return members.get(name) instanceof String text ? text : absent;
  }

  double number(String name, double absent) {
    return members.get(name) instanceof Number number ? number.doubleValue() : absent;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  JsonView object(String name) {
    return of(required(name));
  }

  List<@Nullable Object> array(String name) {
    return new ArrayList<>((List<?>) required(name));
  }

  private Object required(String name) {
    Object value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name + " in " + members);
    }
    return value;
  }
}
