package io.atelier.nodes.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The groups of an expression. One that a conditional asks for gets a group of its own at its end,
 * which is empty: a reference to that matches wherever the group has had a part in the match.
 */
final class RegexGroups {
  private static final Pattern CONDITION = Pattern.compile("\\(\\?\\(([^)]*)\\)");

  private final Map<String, Integer> names = new HashMap<>();
  private final List<@Nullable RegexPiece> ended = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final Set<String> asked = new HashSet<>();
  private int javaGroups;

  RegexGroups(String source) {
    ended.add(null);
    places.add(0);
    Matcher condition = CONDITION.matcher(source);
    while (condition.find()) {
      asked.add(condition.group(1));
    }
  }

  int count() {
    return ended.size() - 1;
  }

  /** Begins the next group and gives its number. */
  int open() {
    ended.add(null);
    javaGroups++;
    places.add(javaGroups);
    return count();
  }

  /** Names a group; false when another has the name. */
  boolean name(String name, int group) {
    return names.putIfAbsent(name, group) == null;
  }

  @Nullable Integer named(String name) {
    return names.get(name);
  }

  /** Ends a group and gives what it is in Java. */
  RegexPiece close(int group, RegexPiece content, @Nullable String name) {
    ended.set(group, content);
    boolean marked =
        asked.contains(String.valueOf(group)) || (name != null && asked.contains(name));
    if (!marked) {
      return content.as("(" + content.java() + ")");
    }
    javaGroups++;
    return content.as("((?:" + content.java() + ")(?<c" + group + ">))");
  }

  /** What a group matches; null before its end. */
  @Nullable RegexPiece content(int group) {
    return group < ended.size() ? ended.get(group) : null;
  }

  /** A reference that matches nothing, where the group has had a part in the match. */
  static String mark(int group) {
    return "\\k<c" + group + ">";
  }

  /** The numbers that Java gives to the groups, that of the whole match first. */
  List<Integer> places() {
    return List.copyOf(places);
  }

  Map<String, Integer> names() {
    return Map.copyOf(names);
  }
}
