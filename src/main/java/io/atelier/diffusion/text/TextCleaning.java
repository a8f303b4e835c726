package io.atelier.diffusion.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The cleaning of text before byte-pair encoding: no control characters, single blanks, ideographs
 * on their own, composed characters (NFC), lower case.
 */
final class TextCleaning {
  private TextCleaning() {}

  static String clean(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(kept, c));
    String composed = Normalizer.normalize(kept, Normalizer.Form.NFC);
    return composed.toLowerCase(Locale.ROOT).strip().replaceAll(" +", " ");
  }

  private static void append(StringBuilder kept, int c) {
    if (c == '\t' || c == '\n' || c == '\r' || Character.getType(c) == Character.SPACE_SEPARATOR) {
      kept.append(' ');
    } else if (c != 0xFFFD && !isControl(c)) {
      if (isIdeograph(c)) {
        kept.append(' ').appendCodePoint(c).append(' ');
      } else {
        kept.appendCodePoint(c);
      }
    }
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** Whether the code point is in one of the blocks of CJK ideographs. */
  private static boolean isIdeograph(int c) {
    return within(c, 0x4E00, 0x9FFF)
        || within(c, 0x3400, 0x4DBF)
        || within(c, 0x20000, 0x2A6DF)
        || within(c, 0x2A700, 0x2B73F)
        || within(c, 0x2B740, 0x2B81F)
        || within(c, 0x2B820, 0x2CEAF)
        || within(c, 0xF900, 0xFAFF)
        || within(c, 0x2F800, 0x2FA1F);
  }

  private static boolean within(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
