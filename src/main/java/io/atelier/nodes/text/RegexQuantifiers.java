package io.atelier.nodes.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates what says how often an element is repeated, in bounds that Java can work with. */
final class RegexQuantifiers {
  private static final long MAX_REPEATS = 1_000_000;
  private static final int MOST_DIGITS = 9;
  private static final Pattern RANGE = Pattern.compile("\\{(?!})(\\d*)(,?)(\\d*)}");

  private final RegexSource source;

  RegexQuantifiers(RegexSource source) {
    this.source = source;
  }

  /** Braces that are no quantifier stand for themselves. */
  boolean isNext() {
    return source.startsWithOneOf("*+?") || source.startsWith(RANGE);
  }

  /**
   * The element with the quantifier that is next.
   *
   * @param piece null when there is none
   */
  RegexPiece repeated(@Nullable RegexPiece piece) {
    int start = source.at();
    Matcher range = source.match(RANGE);
    if (range == null) {
      int sign = source.take();
      long most = sign == '?' ? 1 : RegexPiece.UNBOUNDED;
      return repeated(piece, Character.toString(sign), sign == '+' ? 1 : 0, most, start);
    }
    long least = number(range.group(1), 0, start);
    long open = range.group(2).isEmpty() ? least : RegexPiece.UNBOUNDED;
    long most = number(range.group(3), open, start);
    if (most < least) {
      throw source.error("min repeat greater than max repeat", start);
    }
    String end = least == most ? "" : most > MAX_REPEATS ? "," : "," + most;
    return repeated(piece, "{" + least + end + "}", least, most, start);
  }

  private RegexPiece repeated(
      @Nullable RegexPiece piece, String sign, long least, long most, int start) {
    if (piece == null || piece.kind() == RegexPiece.Kind.PLACE) {
      throw source.error("nothing to repeat", start);
    }
    if (piece.kind() == RegexPiece.Kind.REPEATED) {
      throw source.error("multiple repeat", start);
    }
    String greed = source.skipIf("?") ? "?" : source.skipIf("+") ? "+" : "";
    RegexPiece repeated = piece.repeated(piece.java() + sign + greed, least, most);
    if (repeated.repeats() > MAX_REPEATS) {
      throw tooMany(start);
    }
    return repeated;
  }

  private long number(String digits, long otherwise, int start) {
    if (digits.length() > MOST_DIGITS) {
      throw tooMany(start);
    }
    return digits.isEmpty() ? otherwise : Long.parseLong(digits);
  }

  private RuntimeException tooMany(int start) {
    return source.error("more than " + MAX_REPEATS + " repetitions", start);
  }
}
