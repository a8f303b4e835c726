package io.atelier.nodes.text;

import io.atelier.node.NodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a match is replaced by, in Python's notation: {@code \1}, {@code \g<1>}, {@code \g<name>}
 * and escapes of single characters.
 */
final class ReplacementTemplate {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\\\(?:g<(?<named>[^>]*)>|(?<octal>0[0-7]{0,2}|[0-7]{3})|(?<number>\\d{1,2}))");
  private static final String ESCAPES = "abfnrtv\\";
  private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\";

  /** A piece of the result: text, or the number of a group. */
  private record Part(String text, int group) {}

  private final List<Part> parts = new ArrayList<>();

  /**
   * @throws NodeException when it names a group that the expression lacks, or has a bad escape
   */
  ReplacementTemplate(String template, PythonRegex regex) {
    Matcher reference = REFERENCE.matcher(template);
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '\\') {
        text.append(c);
        at++;
      } else if (reference.region(at, template.length()).lookingAt()) {
        String octal = reference.group("octal");
        if (octal != null) {
          text.append((char) octal(octal, at));
        } else {
          parts.add(new Part(text.toString(), -1));
          text.setLength(0);
          parts.add(new Part("", group(reference, regex, at + 1)));
        }
        at = reference.end();
      } else {
        text.append(escape(template, at));
        at += 2;
      }
    }
    parts.add(new Part(text.toString(), -1));
  }

  private static int octal(String digits, int at) {
    int value = Integer.parseInt(digits, 8);
    if (value > 0xff) {
      throw error("octal escape value \\" + digits + " outside of range 0-0o377", at);
    }
    return value;
  }

  private static int group(Matcher reference, PythonRegex regex, int at) {
    String number = reference.group("number");
    String named = reference.group("named");
    String digits = number != null ? number : named;
    if (digits.matches("[0-9]{1,9}")) {
      int group = Integer.parseInt(digits);
      if (group > regex.groups()) {
        throw error("invalid group reference " + group, at);
      }
      return group;
    }
    return regex.group(digits).orElseThrow(() -> error("unknown group name '" + digits + "'", at));
  }

  private static String escape(String template, int at) {
    if (at + 1 == template.length()) {
      throw error("bad escape (end of pattern)", at);
    }
    char c = template.charAt(at + 1);
    int known = ESCAPES.indexOf(c);
    if (known >= 0) {
      return ESCAPED.substring(known, known + 1);
    }
    if (c < 128 && Character.isLetter(c)) {
      throw error("bad escape \\" + c, at);
    }
    return "\\" + c;
  }

  private static NodeException error(String what, int at) {
    return new NodeException("re.PatternError", what + " at position " + at);
  }

  /** Adds what stands for a match; groups without part in it are empty. */
  void append(LongText result, RegexFinds match) {
    for (Part part : parts) {
      String text = part.group() < 0 ? part.text() : match.group(part.group());
      result.append(text == null ? "" : text);
    }
  }
}
