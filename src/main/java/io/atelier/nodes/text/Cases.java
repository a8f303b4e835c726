package io.atelier.nodes.text;

import java.util.Locale;

/**
 * Upper, lower and title case by the full mappings of Unicode, as Python applies them: {@code ß}
 * begins a word as {@code Ss}, and a word begins after whatever has no case.
 */
final class Cases {
  private Cases() {}

  /** The text itself when case counts, else in lower case. */
  static String fold(String text, boolean caseSensitive) {
    return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
  }

  /** The first character in title case, the others in lower case. */
  static String capitalize(String text) {
    return convert(text, false);
  }

  /** The first character of each word in title case, the others in lower case. */
  static String title(String text) {
    return convert(text, true);
  }

  private static String convert(String text, boolean everyWord) {
    String lower = text.toLowerCase(Locale.ROOT);
    StringBuilder result = new StringBuilder(text.length());
    boolean begins = true;
    int lowerAt = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String character = Character.toString(c);
      int lowerEnd = lowerAt + character.toLowerCase(Locale.ROOT).length();
      result.append(begins ? title(c) : lower.substring(lowerAt, lowerEnd));
      begins = everyWord && !isCased(c);
      lowerAt = lowerEnd;
      i += character.length();
    }
    return result.toString();
  }

  private static String title(int c) {
    int simple = Character.toTitleCase(c);
    String upper = Character.toString(c).toUpperCase(Locale.ROOT);
    int first = upper.codePointAt(0);
    if (simple != c || upper.length() == Character.charCount(first)) {
      return Character.toString(simple);
    }
    return Character.toString(Character.toTitleCase(first))
        + upper.substring(Character.charCount(first)).toLowerCase(Locale.ROOT);
  }

  private static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }
}
