package io.atelier.nodes.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Upper, lower and title case by the full mappings of Unicode, as Python applies them: {@code ß}
 * begins a word as {@code Ss}, a word begins after whatever has no case, and a sigma ends one where
 * nothing with case follows.
 */
final class Cases {
  private static final int NEXT_LINE = 0x85;
  private static final char IOTA_BELOW = '\u0345';
  private static final int SIGMA = 'Σ';

  /** What may stand within a word without being a letter or mark. */
  private static final String WITHIN_WORDS =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private Cases() {}

  /** The text itself when case counts, else in lower case. */
  static String fold(String text, boolean caseSensitive) {
    return caseSensitive ? text : lower(text);
  }

  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  static String lower(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      result.append(lowerAt(text, i));
    }
    return result.toString();
  }

  /** The first character in title case, the others in lower case. */
  static String capitalize(String text) {
    return convert(text, false);
  }

  /** The first character of each word in title case, the others in lower case. */
  static String title(String text) {
    return convert(text, true);
  }

  /** Whether Python takes the character for white space. */
  static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
  }

  private static String convert(String text, boolean everyWord) {
    StringBuilder result = new StringBuilder(text.length());
    boolean begins = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      result.append(begins ? title(c) : lowerAt(text, i));
      begins = everyWord && !isCased(c);
      i += Character.charCount(c);
    }
    return result.toString();
  }

  private static String lowerAt(String text, int at) {
    int c = text.codePointAt(at);
    if (c == SIGMA) {
      return endsWord(text, at) ? "ς" : "σ";
    }
    return Character.toString(c).toLowerCase(Locale.ROOT);
  }

  /** Whether something with case stands before a sigma, and nothing with case after it. */
  private static boolean endsWord(String text, int at) {
    int before = at;
    while (before > 0 && isIgnorable(text.codePointBefore(before))) {
      before -= Character.charCount(text.codePointBefore(before));
    }
    int after = at + 1;
    while (after < text.length() && isIgnorable(text.codePointAt(after))) {
      after += Character.charCount(text.codePointAt(after));
    }
    return before > 0
        && isCased(text.codePointBefore(before))
        && (after == text.length() || !isCased(text.codePointAt(after)));
  }

  /** A character that begins a word: its first part that has case, then the rest in lower case. */
  private static String title(int c) {
    int simple = Character.toTitleCase(c);
    String upper = Character.toString(c).toUpperCase(Locale.ROOT);
    if (Character.isTitleCase(c) || simple != c || upper.codePointCount(0, upper.length()) == 1) {
      return Character.toString(simple);
    }
    int begin = 0;
    while (!isCased(upper.codePointAt(begin))) {
      begin += Character.charCount(upper.codePointAt(begin));
    }
    int first = upper.codePointAt(begin);
    String rest = lower(upper.substring(begin + Character.charCount(first)));
    return upper.substring(0, begin)
        + Character.toString(Character.toTitleCase(first))
        + (hasIotaBelow(c) ? rest.replace('ι', IOTA_BELOW) : rest);
  }

  private static boolean hasIotaBelow(int c) {
    String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
    return parts.indexOf(IOTA_BELOW) >= 0;
  }

  private static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  private static boolean isIgnorable(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> WITHIN_WORDS.indexOf(c) >= 0;
    };
  }
}
