package io.atelier.image.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The header of a portable any-map: PBM, PGM, PPM, PAM or the float map PFM.
 *
 * @param kind the digit or letter after {@code P}
 * @param samples of a pixel
 * @param largest the number that is white; of PFM the byte order, below 0 for little-endian
 * @param start where the samples begin
 */
record PnmHeader(char kind, int width, int height, int samples, double largest, int start) {
  private static final String KINDS = "1234567fF";
  private static final int MAX_SAMPLES = 4;

  static boolean starts(byte[] content) {
    return content.length > 2
        && content[0] == 'P'
        && KINDS.indexOf(content[1]) >= 0
        && Character.isWhitespace(content[2]);
  }

  static PnmHeader parse(byte[] content) throws ImageFormatException {
    Words words = new Words(content, 2);
    char kind = (char) content[1];
    try {
      PnmHeader header = kind == '7' ? arbitrary(words) : fixed(kind, words);
      if (header.samples < 1
          || header.samples > MAX_SAMPLES
          || !(Math.abs(header.largest) > 0 && header.largest <= 65_535)) {
        throw new ImageFormatException("PNM of %s samples a pixel".formatted(header.samples));
      }
      return header;
    } catch (NumberFormatException e) {
      throw new ImageFormatException("PNM header holds no number where one belongs", e);
    }
  }

  private static PnmHeader fixed(char kind, Words words) {
    int width = Integer.parseInt(words.next());
    int height = Integer.parseInt(words.next());
    boolean bits = kind == '1' || kind == '4';
    double largest = bits ? 1 : largest(kind, words.next());
    int samples = kind == '3' || kind == '6' || kind == 'F' ? 3 : 1;
    return new PnmHeader(kind, width, height, samples, largest, words.at + 1);
  }

  private static double largest(char kind, String word) {
    return kind == 'f' || kind == 'F' ? Double.parseDouble(word) : Integer.parseInt(word);
  }

  private static PnmHeader arbitrary(Words words) {
    int width = 0;
    int height = 0;
    int depth = 0;
    int largest = 0;
    for (String key = words.next(); !key.equals("ENDHDR"); key = words.next()) {
      if (key.isEmpty()) {
        throw new NumberFormatException("no end");
      }
      String value = words.next();
      switch (key.toUpperCase(Locale.ROOT)) {
        case "WIDTH" -> width = Integer.parseInt(value);
        case "HEIGHT" -> height = Integer.parseInt(value);
        case "DEPTH" -> depth = Integer.parseInt(value);
        case "MAXVAL" -> largest = Integer.parseInt(value);
        default -> {
          // The kind of tuple follows from the depth.
        }
      }
    }
    return new PnmHeader('7', width, height, depth, largest, words.at + 1);
  }

  /** Words between blanks and comments. */
  static final class Words {
    private static final int LONGEST = 32;

    private final byte[] content;
    private int at;

    Words(byte[] content, int start) {
      this.content = content;
      this.at = start;
    }

    /** The next word; empty at the end. */
    String next() {
      while (at < content.length && (isBlank(content[at]) || content[at] == '#')) {
        if (content[at] == '#') {
          while (at < content.length && content[at] != '\n') {
            at++;
          }
        } else {
          at++;
        }
      }
      int start = at;
      while (at < content.length && at - start < LONGEST && !isBlank(content[at])) {
        at++;
      }
      return new String(content, start, at - start, StandardCharsets.ISO_8859_1);
    }

    /** The next bit of a text of bits, which need no blanks between them. */
    String nextDigit() {
      String word = next();
      at -= Math.max(0, word.length() - 1);
      return word.isEmpty() ? word : word.substring(0, 1);
    }

    private static boolean isBlank(byte value) {
      return value == ' ' || (value >= '\t' && value <= '\r');
    }
  }
}
