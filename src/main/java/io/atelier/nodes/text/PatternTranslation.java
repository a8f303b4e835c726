package io.atelier.nodes.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of Python's syntax turned into one of Java's.
 *
 * <p>Translated are named groups and references to them, {@code \Z}, the meaning of {@code \w},
 * {@code \d}, {@code \s}, {@code \b} and {@code ^}, octal escapes, literal braces, and character
 * classes, in which Java gives {@code [} and {@code &&} a meaning. What only Java knows ({@code
 * \h}, {@code \p}, {@code \Q}) is refused, as in Python. Conditional groups, {@code (?(1)…)}, have
 * no counterpart and are refused; look-behind of a varying length, which Python refuses, passes.
 */
final class PatternTranslation {
  private static final long MAX_REPEATS = 1_000_000;
  private static final String WORD = "\\p{L}\\p{N}_";
  private static final String SPACE = "\\s\\x1c-\\x1f\\x85\\p{Z}";
  private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d*)(,?)(\\d*)}");
  private static final Pattern GLOBAL_FLAGS = Pattern.compile("\\(\\?([aimsux]+)\\)");
  private static final Pattern OCTAL = Pattern.compile("0[0-7]{0,2}|[0-3][0-7]{2}");

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> names = new HashMap<>();
  private final Deque<Long> repeats = new ArrayDeque<>(List.of(1L));
  private int flags;
  private boolean verbose;
  private int groups;
  private int at;

  /**
   * @param flags of {@link Pattern}
   * @throws PatternSyntaxException when the expression is not one
   */
  PatternTranslation(String source, int flags) {
    this.source = source;
    this.flags = flags | Pattern.UNIX_LINES | Pattern.UNICODE_CASE;
    readGlobalFlags();
    long last = 1;
    while (at < source.length()) {
      last = element(last);
    }
  }

  String pattern() {
    return out.toString();
  }

  int flags() {
    return flags;
  }

  /** Numbers of named groups. */
  Map<String, Integer> names() {
    return names;
  }

  private void readGlobalFlags() {
    Matcher matcher = GLOBAL_FLAGS.matcher(source);
    while (matcher.region(at, source.length()).lookingAt()) {
      for (char flag : matcher.group(1).toCharArray()) {
        switch (flag) {
          case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
          case 'm' -> flags |= Pattern.MULTILINE;
          case 's' -> flags |= Pattern.DOTALL;
          case 'x' -> verbose = true;
          case 'a' -> throw error("ASCII-only matching is not supported");
          default -> {}
        }
      }
      at = matcher.end();
    }
  }

  /** Translates one element; gives and takes how often the one before is repeated at least. */
  private long element(long last) {
    char c = source.charAt(at);
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> {
        openGroup();
        return 1;
      }
      case ')' -> {
        at++;
        out.append(')');
        long inner = repeats.pop();
        if (repeats.isEmpty()) {
          throw error("unbalanced parenthesis");
        }
        repeats.push(Math.max(repeats.pop(), inner));
        return inner;
      }
      case '{' -> {
        return quantifier(last);
      }
      case '}' -> literal("\\}");
      case '^' -> literal((flags & Pattern.MULTILINE) != 0 ? "(?<![^\\n])" : "^");
      default -> {
        if (verbose && Character.isWhitespace(c)) {
          at++;
        } else if (verbose && c == '#') {
          int end = source.indexOf('\n', at);
          at = end < 0 ? source.length() : end;
        } else {
          literal(String.valueOf(c));
        }
      }
    }
    return 1;
  }

  private void literal(String text) {
    out.append(text);
    at++;
  }

  private long quantifier(long last) {
    Matcher matcher = QUANTIFIER.matcher(source).region(at, source.length());
    if (!matcher.lookingAt() || matcher.end() == at + 2) {
      literal("\\{");
      return 1;
    }
    String least = matcher.group(1).isEmpty() ? "0" : matcher.group(1);
    out.append('{').append(least).append(matcher.group(2)).append(matcher.group(3)).append('}');
    at = matcher.end();
    long times = least.length() > 9 ? MAX_REPEATS : Math.max(1, Long.parseLong(least));
    long total = last * times;
    if (total > MAX_REPEATS || least.length() > 9) {
      throw error("more than " + MAX_REPEATS + " repetitions");
    }
    repeats.push(Math.max(repeats.pop(), total));
    return total;
  }

  private void openGroup() {
    repeats.push(1L);
    if (!source.startsWith("(?", at)) {
      groups++;
      literal("(");
    } else if (source.startsWith("(?P<", at)) {
      String name = until('>', at + 4);
      groups++;
      if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_]*") || names.put(name, groups) != null) {
        throw error("bad or repeated group name '" + name + "'");
      }
      out.append('(');
    } else if (source.startsWith("(?P=", at)) {
      repeats.pop();
      String name = until(')', at + 4);
      Integer number = names.get(name);
      if (number == null) {
        throw error("unknown group name '" + name + "'");
      }
      out.append("(?:\\").append(number).append(')');
    } else if (source.startsWith("(?#", at)) {
      repeats.pop();
      until(')', at + 3);
    } else {
      openSpecialGroup();
    }
  }

  private void openSpecialGroup() {
    Matcher start =
        Pattern.compile("\\(\\?(?:[:=!>]|<[=!]|[imsx]*(?:-[imsx]+)?:)")
            .matcher(source)
            .region(at, source.length());
    if (!start.lookingAt()) {
      throw error("unknown extension");
    }
    out.append(start.group());
    at = start.end();
  }

  /** The text before the next such character; goes on after it. */
  private String until(char end, int from) {
    int found = source.indexOf(end, from);
    if (found < 0) {
      throw error("missing " + end);
    }
    at = found + 1;
    return source.substring(from, found);
  }

  private void escape() {
    String next = source.substring(Math.min(at + 1, source.length()));
    String boundary = "(?:(?<=[%1$s])(?![%1$s])|(?<![%1$s])(?=[%1$s]))".formatted(WORD);
    String inside = "(?:(?<=[%1$s])(?=[%1$s])|(?<![%1$s])(?![%1$s]))".formatted(WORD);
    Matcher octal = OCTAL.matcher(next);
    Matcher reference = Pattern.compile("[1-9]\\d?").matcher(next);
    if (next.startsWith("A")) {
      out.append("\\A");
    } else if (next.startsWith("Z")) {
      out.append("\\z");
    } else if (next.startsWith("b")) {
      out.append(boundary);
    } else if (next.startsWith("B")) {
      out.append(inside);
    } else if (reference.lookingAt() && !octal.lookingAt()) {
      if (Integer.parseInt(reference.group()) > groups) {
        throw error("invalid group reference " + reference.group());
      }
      out.append("(?:\\").append(reference.group()).append(')');
      at += 1 + reference.end();
      return;
    } else {
      sharedEscape(next, false);
      return;
    }
    at += 2;
  }

  /**
   * Translates an escape that means the same within classes and outside.
   *
   * @return whether it is a class whose complement cannot be written within another
   */
  private boolean sharedEscape(String next, boolean inClass) {
    if (next.isEmpty()) {
      throw error("bad escape (end of pattern)");
    }
    Matcher octal = OCTAL.matcher(next);
    Matcher code =
        Pattern.compile("x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})").matcher(next);
    if (octal.lookingAt()) {
      code(Integer.parseInt(octal.group(), 8));
      at += 1 + octal.end();
      return false;
    }
    if (code.lookingAt()) {
      long value = Long.parseLong(code.group().substring(1), 16);
      if (value > Character.MAX_CODE_POINT) {
        throw error("bad escape \\" + code.group());
      }
      code((int) value);
      at += 1 + code.end();
      return false;
    }
    at += 2;
    char c = next.charAt(0);
    switch (c) {
      case 'd' -> out.append("\\p{Nd}");
      case 'D' -> out.append("\\P{Nd}");
      case 'w' -> out.append(inClass ? WORD : "[" + WORD + "]");
      case 's' -> out.append(inClass ? SPACE : "[" + SPACE + "]");
      case 'W' -> out.append("[^" + WORD + "]");
      case 'S' -> out.append("[^" + SPACE + "]");
      case 'a' -> code(7);
      case 'v' -> code(11);
      case 'f', 'n', 'r', 't' -> out.append('\\').append(c);
      default -> {
        if (Character.isLetterOrDigit(c) && c < 128) {
          throw error("bad escape \\" + c);
        }
        out.append(Character.isSurrogate(c) || c >= 128 ? "" : "\\").append(c);
      }
    }
    return c == 'W' || c == 'S';
  }

  private void code(int codePoint) {
    out.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
  }

  private void characterClass() {
    int start = out.length();
    at++;
    boolean negated = source.startsWith("^", at);
    if (negated) {
      at++;
    }
    out.append('[');
    boolean nested = false;
    boolean first = true;
    while (first || !source.startsWith("]", at)) {
      if (at >= source.length()) {
        throw error("unterminated character set");
      }
      nested |= classElement();
      first = false;
    }
    at++;
    out.append(']');
    if (negated && nested) {
      out.insert(start, "(?:(?!").append(")[\\x{0}-\\x{10ffff}])");
    } else if (negated) {
      out.insert(start + 1, '^');
    }
  }

  private boolean classElement() {
    char c = source.charAt(at);
    if (c != '\\') {
      literal("[]&^~| #".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
      return false;
    }
    if (source.startsWith("\\b", at)) {
      code(8);
      at += 2;
      return false;
    }
    String next = source.substring(at + 1);
    boolean nested = sharedEscape(next, true);
    if (next.matches("(?s)[dDwWsS]-[^\\]].*")) {
      throw error("bad character range");
    }
    if (next.matches("(?s)[dDwWsS]-\\].*")) {
      literal("\\-");
    }
    return nested;
  }

  private PatternSyntaxException error(String what) {
    return new PatternSyntaxException(what, source, Math.min(at, source.length()));
  }
}
