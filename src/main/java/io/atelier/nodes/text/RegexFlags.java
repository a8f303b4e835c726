package io.atelier.nodes.text;

import java.util.regex.Pattern;

/**
 * How a part of an expression is to be read.
 *
 * @param ascii whether letters, digits and blanks are those of ASCII alone
 * @param verbose whether blanks and comments in the expression mean nothing
 */
record RegexFlags(
    boolean ignoreCase, boolean multiline, boolean dotall, boolean verbose, boolean ascii) {

  /** The same with the flag of a letter set or not; {@code u} is the absence of {@code a}. */
  RegexFlags with(char letter, boolean on) {
    return switch (letter) {
      case 'i' -> new RegexFlags(on, multiline, dotall, verbose, ascii);
      case 'm' -> new RegexFlags(ignoreCase, on, dotall, verbose, ascii);
      case 's' -> new RegexFlags(ignoreCase, multiline, on, verbose, ascii);
      case 'x' -> new RegexFlags(ignoreCase, multiline, dotall, on, ascii);
      case 'a' -> new RegexFlags(ignoreCase, multiline, dotall, verbose, on);
      default -> new RegexFlags(ignoreCase, multiline, dotall, verbose, !on);
    };
  }

  /** The flags of {@link Pattern} for a whole expression; what is verbose is gone by then. */
  int forJava() {
    return Pattern.UNIX_LINES
        | (ascii ? 0 : Pattern.UNICODE_CASE)
        | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0)
        | (multiline ? Pattern.MULTILINE : 0)
        | (dotall ? Pattern.DOTALL : 0);
  }

  /** The same for a part, before its colon: {@code (?isu-m}. */
  String inline() {
    StringBuilder on = new StringBuilder();
    StringBuilder off = new StringBuilder();
    (ignoreCase ? on : off).append('i');
    (multiline ? on : off).append('m');
    (dotall ? on : off).append('s');
    (ascii ? off : on).append('u');
    return "(?" + on + (off.isEmpty() ? "" : "-" + off);
  }
}
