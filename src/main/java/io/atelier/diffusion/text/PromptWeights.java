package io.atelier.diffusion.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The weight syntax of prompts: {@code (text)} is 1.1 times as strong, {@code (text:1.3)} is 1.3
 * times as strong whatever stands around it, {@code \(} and {@code \)} are plain parentheses.
 */
public final class PromptWeights {
  private static final double EMPHASIS = 1.1;
  private static final int MAX_DEPTH = 900;
  private static final char ESCAPED_OPEN = '\u0001';
  private static final char ESCAPED_CLOSE = '\u0002';

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
      double weight = emphasised(item.weight());
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

  /**
   * The number that Python reads in the text, if a network can compute with it: what float32 cannot
   * hold is text, as are NaN and infinity.
   */
  private static OptionalDouble number(String text) {
    OptionalDouble number = PythonFloat.parse(text);
    return number.isPresent() && Math.abs(number.getAsDouble()) > Float.MAX_VALUE
        ? OptionalDouble.empty()
        : number;
  }

  /** More emphasis, as far as float32 can hold it. */
  private static double emphasised(double weight) {
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, weight * EMPHASIS));
  }

  private static String escape(String text) {
    return text.replace("\\)", String.valueOf(ESCAPED_CLOSE))
        .replace("\\(", String.valueOf(ESCAPED_OPEN));
  }

  private static String unescape(String text) {
    return text.replace(ESCAPED_CLOSE, ')').replace(ESCAPED_OPEN, '(');
  }
}
