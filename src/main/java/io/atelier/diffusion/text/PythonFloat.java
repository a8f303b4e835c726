package io.atelier.diffusion.text;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as Python's {@code float} reads them: digits of any script, {@code _} between digits. */
final class PythonFloat {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[ \\t-\\r]*([+-]?((\\d+(_\\d+)*)(\\.(\\d+(_\\d+)*)?)?|\\.\\d+(_\\d+)*)"
              + "([eE][+-]?\\d+(_\\d+)*)?)[ \\t-\\r]*");
  private static final int ASCII = 128;

  private PythonFloat() {}

  /** The number, infinite where float64 is too small for it; empty when the text is none. */
  static OptionalDouble parse(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().map(PythonFloat::plain).forEach(plain::appendCodePoint);
    var matcher = NUMBER.matcher(plain);
    return matcher.matches()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1).replace("_", "")))
        : OptionalDouble.empty();
  }

  private static int plain(int c) {
    if (c < ASCII) {
      return c;
    }
    if (Character.isDigit(c)) {
      return '0' + Character.digit(c, 10);
    }
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085' ? ' ' : c;
  }
}
