package io.atelier.nodes.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** An expression that is read from the left to the right. */
final class RegexSource {
  private final String text;
  private int at;

  RegexSource(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  boolean startsWith(String next) {
    return text.startsWith(next, at);
  }

  /** Whether one of the characters is next. */
  boolean startsWithOneOf(String characters) {
    return !isAtEnd() && characters.indexOf(text.charAt(at)) >= 0;
  }

  boolean startsWith(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length()).lookingAt();
  }

  void skip(int chars) {
    at += chars;
  }

  /** Goes beyond the text if it is next. */
  boolean skipIf(String next) {
    boolean there = startsWith(next);
    at += there ? next.length() : 0;
    return there;
  }

  /** The next code point. */
  int take() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  /** What matches here, beyond which it goes; null when nothing does. */
  @Nullable Matcher match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher;
  }

  /** The text before the next such character; goes on after it. */
  String until(char end) {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw error("missing " + end, at);
    }
    String before = text.substring(at, found);
    at = found + 1;
    return before;
  }

  /** Goes beyond comments, and in verbose expressions beyond blanks. */
  void skipIgnored(boolean verbose) {
    boolean more = true;
    while (more) {
      int before = at;
      if (skipIf("(?#")) {
        until(')');
      } else if (verbose && startsWithOneOf(" \t\n\r\u000b\f")) {
        at++;
      } else if (verbose && startsWith("#")) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
      }
      more = at > before;
    }
  }

  PatternSyntaxException error(String what, int position) {
    return new PatternSyntaxException(what, text, Math.min(position, text.length()));
  }
}
