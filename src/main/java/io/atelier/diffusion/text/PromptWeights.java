package io.atelier.diffusion.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The weight syntax of prompts: {@code (text)} is 1.1 times as strong, {@code (text:1.3)} is 1.3
 * times as strong whatever stands around it, {@code \(} and {@code \)} are plain parentheses.
 */
public final class PromptWeights {
  private static final double EMPHASIS = 1.1;
  private static final int MAX_DEPTH = 900;
  private static final char ESCAPED_OPEN = '\u0001';
  private static final char ESCAPED_CLOSE = '\u0002';
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?((\\d+(_\\d+)*)(\\.(\\d+(_\\d+)*)?)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");

  private PromptWeights() {}

  /** A piece of text and how strongly it counts; 1 is neutral. */
  public record Segment(String text, double weight) {}

  private record Pending(String text, double weight, int depth, boolean group) {}

  /**
   * Splits a prompt into weighted segments.
   *
   * @throws IllegalArgumentException when parentheses are nested too deeply
   */
  public static List<Segment> parse(String prompt) {
    List<Segment> segments = new ArrayList<>();
    Deque<Pending> pending = new ArrayDeque<>();
    pushItems(pending, escape(prompt), 1, 0);
    while (!pending.isEmpty()) {
      Pending item = pending.pop();
      if (!item.group()) {
        segments.add(new Segment(unescape(item.text()), item.weight()));
        continue;
      }
      String inner = item.text().substring(1, item.text().length() - 1);
      double weight = item.weight() * EMPHASIS;
      int colon = inner.lastIndexOf(':');
      if (colon > 0) {
        OptionalDouble number = number(inner.substring(colon + 1));
        if (number.isPresent()) {
          weight = number.getAsDouble();
          inner = inner.substring(0, colon);
        }
      }
      pushItems(pending, inner, weight, item.depth() + 1);
    }
    return segments;
  }

  private static void pushItems(Deque<Pending> pending, String text, double weight, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("parentheses are nested too deeply");
    }
    List<String> items = topLevelItems(text);
    for (int i = items.size() - 1; i >= 0; i--) {
      String item = items.get(i);
      boolean group = item.length() >= 2 && item.startsWith("(") && item.endsWith(")");
      pending.push(new Pending(item, weight, depth, group));
    }
  }

  /** Text outside parentheses and whole parenthesised parts, in order. */
  private static List<String> topLevelItems(String text) {
    List<String> items = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    int level = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        if (level == 0) {
          flush(current, items);
        }
        level++;
      }
      current.append(c);
      if (c == ')') {
        level--;
        if (level == 0) {
          flush(current, items);
        }
      }
    }
    flush(current, items);
    return items;
  }

  private static void flush(StringBuilder current, List<String> items) {
    if (current.length() > 0) {
      items.add(current.toString());
      current.setLength(0);
    }
  }

  /** The number that Python's {@code float} reads in the text. */
  private static OptionalDouble number(String text) {
    String word = text.strip();
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> OptionalDouble.of(Double.NaN);
      case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default ->
          NUMBER.matcher(word).matches()
              ? OptionalDouble.of(Double.parseDouble(word.replace("_", "")))
              : OptionalDouble.empty();
    };
  }

  private static String escape(String text) {
    return text.replace("\\)", String.valueOf(ESCAPED_CLOSE))
        .replace("\\(", String.valueOf(ESCAPED_OPEN));
  }

  private static String unescape(String text) {
    return text.replace(ESCAPED_CLOSE, ')').replace(ESCAPED_OPEN, '(');
  }
}
