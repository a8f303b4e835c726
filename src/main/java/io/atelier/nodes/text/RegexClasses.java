package io.atelier.nodes.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates characters, classes of them, and sets of both. */
final class RegexClasses {
  private static final String WORD = "\\p{L}\\p{N}_";
  private static final String SPACE = "\\s\\x1c-\\x1f\\x85\\p{Z}";
  private static final String DIGIT = "\\p{Nd}";
  private static final String ASCII_WORD = "a-zA-Z0-9_";
  private static final String ASCII_SPACE = " \\t-\\r";
  private static final String ASCII_DIGIT = "0-9";
  private static final String ANY = "[\\x{0}-\\x{10ffff}]";
  private static final int ASCII = 128;

  private static final Pattern OCTAL = Pattern.compile("0[0-7]{0,2}|[0-7]{3}");
  private static final int MOST_OCTAL = 0xFF;
  private static final Pattern CODE =
      Pattern.compile("x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})");
  private static final Pattern NAMED = Pattern.compile("N\\{([^}]+)}");
  private static final String LETTERS = "abfnrtv";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b";

  private final RegexSource source;

  RegexClasses(RegexSource source) {
    this.source = source;
  }

  /**
   * A member of a set, or what an escape stands for.
   *
   * @param java for the inside of a set
   * @param code the character, or −1 for a class of several
   * @param complement whether it is everything but what {@code java} says
   */
  private record Member(String java, int code, boolean complement) {
    static Member character(int codePoint) {
      return new Member(literal(codePoint), codePoint, false);
    }

    static Member of(String java, boolean complement) {
      return new Member(java, -1, complement);
    }

    /** The same as a set of its own. */
    String alone() {
      return (complement ? "[^" : "[") + java + "]";
    }
  }

  /** The letters and digits of words, for the inside of a set. */
  static String word(RegexFlags flags) {
    return flags.ascii() ? ASCII_WORD : WORD;
  }

  /** A character as itself. */
  static String literal(int codePoint) {
    boolean surrogate =
        codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    if (surrogate || Character.isISOControl(codePoint)) {
      return "\\x{" + Integer.toHexString(codePoint) + "}";
    }
    boolean plain = codePoint >= ASCII || Character.isLetterOrDigit(codePoint);
    return (plain ? "" : "\\") + Character.toString(codePoint);
  }

  /** A character as itself, in both cases if case does not count; Java knows no capital of ß. */
  static String literal(int codePoint, RegexFlags flags) {
    boolean sharp = codePoint == 'ß' || codePoint == 'ẞ';
    return flags.ignoreCase() && sharp ? "[ßẞ]" : literal(codePoint);
  }

  /** What an escape outside of sets stands for; the backslash is next. */
  String escape(RegexFlags flags) {
    Member member = escaped(flags);
    return member.code() >= 0 ? member.java() : member.alone();
  }

  private Member escaped(RegexFlags flags) {
    int start = source.at();
    source.skip(1);
    if (source.isAtEnd()) {
      throw source.error("bad escape (end of pattern)", start);
    }
    Member coded = coded(start);
    return coded != null ? coded : lettered(source.take(), flags, start);
  }

  /** A character by its number or name; null when that is not what follows. */
  private @Nullable Member coded(int start) {
    Matcher octal = source.match(OCTAL);
    if (octal != null) {
      int value = Integer.parseInt(octal.group(), 8);
      if (value > MOST_OCTAL) {
        String range = " outside of range 0-0o377";
        throw source.error("octal escape value \\" + octal.group() + range, start);
      }
      return Member.character(value);
    }
    Matcher code = source.match(CODE);
    if (code != null) {
      long value = Long.parseLong(code.group().substring(1), 16);
      if (value > Character.MAX_CODE_POINT) {
        throw source.error("bad escape \\" + code.group(), start);
      }
      return Member.character((int) value);
    }
    Matcher named = source.match(NAMED);
    return named == null ? null : Member.character(namedCharacter(named.group(1), start));
  }

  private int namedCharacter(String name, int start) {
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      throw source.error("undefined character name '" + name + "'", start);
    }
  }

  private Member lettered(int c, RegexFlags flags, int start) {
    int known = LETTERS.indexOf(c);
    if (known >= 0) {
      return Member.character(MEANT.charAt(known));
    }
    return switch (c) {
      case 'd', 'D' -> Member.of(flags.ascii() ? ASCII_DIGIT : DIGIT, c == 'D');
      case 'w', 'W' -> Member.of(word(flags), c == 'W');
      case 's', 'S' -> Member.of(flags.ascii() ? ASCII_SPACE : SPACE, c == 'S');
      default -> {
        if (c < ASCII && Character.isLetterOrDigit(c)) {
          throw source.error("bad escape \\" + (char) c, start);
        }
        yield Member.character(c);
      }
    };
  }

  /** A set, {@code [...]}; its bracket is next. */
  String set(RegexFlags flags) {
    int start = source.at();
    source.skip(1);
    boolean negated = source.skipIf("^");
    StringBuilder plain = new StringBuilder();
    StringBuilder complements = new StringBuilder();
    boolean first = true;
    while (first || !source.startsWith("]")) {
      Member member = range(member(flags, start), flags, start);
      if (member.complement()) {
        complements.append('|').append(member.alone());
      } else {
        plain.append(member.java());
      }
      first = false;
    }
    source.skip(1);
    if (complements.isEmpty()) {
      return (negated ? "[^" : "[") + plain + "]";
    }
    String either = plain.isEmpty() ? complements.substring(1) : "[" + plain + "]" + complements;
    return negated ? "(?:(?!" + either + ")" + ANY + ")" : "(?:" + either + ")";
  }

  private Member member(RegexFlags flags, int start) {
    if (source.isAtEnd()) {
      throw source.error("unterminated character set", start);
    }
    return source.startsWith("\\") ? escaped(flags) : Member.character(source.take());
  }

  /** The member, or the range that it begins. */
  private Member range(Member from, RegexFlags flags, int start) {
    if (!source.startsWith("-") || source.startsWith("-]")) {
      return from;
    }
    int dash = source.at();
    source.skip(1);
    Member to = member(flags, start);
    if (from.code() < 0 || to.code() < from.code()) {
      throw source.error("bad character range", dash - 1);
    }
    return Member.of(from.java() + "-" + to.java(), false);
  }
}
