package io.atelier.storage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text of a file of an encoding that nobody says. */
final class Encodings {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char MARK = '\uFEFF';

  private Encodings() {}

  /**
   * A text and how it was written.
   *
   * @param guessed whether the encoding is but likely
   */
  record Decoded(String text, Charset charset, boolean guessed) {}

  /**
   * Reads UTF-8, UTF-16 and UTF-32 by their marks, or by where the zeros of plain letters stand;
   * what is none of these is taken for windows-1252.
   */
  static Decoded decode(byte[] bytes) {
    Charset charset = unicode(bytes);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Decoded(withoutMark(text), charset, false);
    } catch (CharacterCodingException e) {
      return new Decoded(new String(bytes, WINDOWS), WINDOWS, true);
    }
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static Charset unicode(byte[] bytes) {
    if (begins(bytes, 0xFF, 0xFE, 0, 0) || (zero(bytes, 1) && zero(bytes, 2) && zero(bytes, 3))) {
      return Charset.forName("UTF-32LE");
    }
    if (begins(bytes, 0, 0, 0xFE, 0xFF) || (zero(bytes, 0) && zero(bytes, 1) && zero(bytes, 2))) {
      return Charset.forName("UTF-32BE");
    }
    if (begins(bytes, 0xFF, 0xFE) || zero(bytes, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    return begins(bytes, 0xFE, 0xFF) || zero(bytes, 0)
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }

  private static boolean zero(byte[] bytes, int at) {
    return bytes.length > at && bytes[at] == 0;
  }

  private static boolean begins(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
