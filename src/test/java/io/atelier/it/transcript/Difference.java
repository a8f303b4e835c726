package io.atelier.it.transcript;

import io.atelier.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A place at which two JSON values differ, as {@code /member[index]}. */
record Difference(String path, String expected, String actual) {
  private static final String ABSENT = "<absent>";
  private static final int SHOWN = 300;

  /** All places; numbers are equal by value, so 1 equals 1.0. */
  static List<Difference> between(@Nullable Object expected, @Nullable Object actual) {
    List<Difference> found = new ArrayList<>();
    compare(expected, actual, "", found);
    return found;
  }

  private static void compare(
      @Nullable Object expected, @Nullable Object actual, String path, List<Difference> found) {
    if (expected instanceof Map<?, ?> e && actual instanceof Map<?, ?> a) {
      compareMembers(e, a, path, found);
    } else if (expected instanceof List<?> e && actual instanceof List<?> a) {
      compareElements(e, a, path, found);
    } else if (!isSame(expected, actual)) {
      found.add(new Difference(path, shown(expected), shown(actual)));
    }
  }

  private static void compareMembers(
      Map<?, ?> expected, Map<?, ?> actual, String path, List<Difference> found) {
    TreeSet<String> names = new TreeSet<>();
    expected.keySet().forEach(name -> names.add((String) name));
    actual.keySet().forEach(name -> names.add((String) name));
    for (String name : names) {
      String member = path + "/" + name;
      if (!expected.containsKey(name)) {
        found.add(new Difference(member, ABSENT, shown(actual.get(name))));
      } else if (!actual.containsKey(name)) {
        found.add(new Difference(member, shown(expected.get(name)), ABSENT));
      } else {
        compare(expected.get(name), actual.get(name), member, found);
      }
    }
  }

  private static void compareElements(
      List<?> expected, List<?> actual, String path, List<Difference> found) {
    if (expected.size() != actual.size()) {
      found.add(
          new Difference(
              path + "#length", expected.size() + kinds(expected), actual.size() + kinds(actual)));
    }
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      compare(expected.get(i), actual.get(i), path + "[" + i + "]", found);
    }
  }

  /** The types of messages, which tell more than their number. */
  private static String kinds(List<?> elements) {
    List<String> kinds = new ArrayList<>();
    for (Object element : elements) {
      if (element instanceof Map<?, ?> map && map.get("type") instanceof String type) {
        kinds.add(type);
      }
    }
    return kinds.isEmpty() ? "" : " " + kinds;
  }

  private static boolean isSame(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Number e && actual instanceof Number a) {
      boolean finite = isFinite(e) && isFinite(a);
      return finite ? decimal(e).compareTo(decimal(a)) == 0 : e.equals(a);
    }
    return Objects.equals(expected, actual);
  }

  private static boolean isFinite(Number number) {
    return number instanceof BigInteger || Double.isFinite(number.doubleValue());
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }

  private static String shown(@Nullable Object value) {
    String json = Json.write(value);
    return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "…";
  }

  @Override
  public String toString() {
    return path + "\n      recorded " + expected + "\n      now      " + actual;
  }
}
