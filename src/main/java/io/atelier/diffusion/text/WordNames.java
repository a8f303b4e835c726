package io.atelier.diffusion.text;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds names of learned words within a text. */
public final class WordNames {
  private WordNames() {}

  /**
   * The longest of the names that stands at a place of the text and ends where a word does; null
   * when none does.
   */
  public static @Nullable String longest(Collection<String> names, String text, int at) {
    String longest = null;
    for (String name : names) {
      boolean longer = longest == null || name.length() > longest.length();
      if (longer && text.startsWith(name, at) && endsWord(text, at + name.length())) {
        longest = name;
      }
    }
    return longest;
  }

  /** Ideographs follow one another without blanks, so a word may end before one. */
  private static boolean endsWord(String text, int at) {
    if (at == text.length()) {
      return true;
    }
    int next = text.codePointAt(at);
    return !isWordPart(next) || Character.isIdeographic(next);
  }

  /** Whether words go on with the character. */
  static boolean isWordPart(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_';
  }
}
