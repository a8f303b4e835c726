package io.atelier.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A text in some form of Unicode, told by a byte order mark or by the zeros among its first bytes,
 * since JSON begins with ASCII. Bytes that are not of that form are a fault, never replaced.
 *
 * @param start where the text begins, behind the mark
 */
record UnicodeBytes(byte[] bytes, Charset charset, int start) {
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final int MARK = 0xfeff;
  private static final int CHUNK = 8_192;

  static UnicodeBytes of(byte[] bytes) {
    if (at(bytes, 0) == 0xef && at(bytes, 1) == 0xbb && at(bytes, 2) == 0xbf) {
      return new UnicodeBytes(bytes, StandardCharsets.UTF_8, 3);
    }
    int first = at(bytes, 0) << 8 | at(bytes, 1);
    int second = at(bytes, 2) << 8 | at(bytes, 3);
    boolean four = bytes.length >= 4;
    if (four && first == 0 && (second == MARK || second < 0x100)) {
      return new UnicodeBytes(bytes, UTF_32BE, second == MARK ? 4 : 0);
    }
    if (four && second == 0 && (first == 0xfffe || at(bytes, 1) == 0)) {
      return new UnicodeBytes(bytes, UTF_32LE, first == 0xfffe ? 4 : 0);
    }
    if (bytes.length >= 2 && (first == MARK || first < 0x100)) {
      return new UnicodeBytes(bytes, StandardCharsets.UTF_16BE, first == MARK ? 2 : 0);
    }
    if (bytes.length >= 2 && (first == 0xfffe || at(bytes, 1) == 0)) {
      return new UnicodeBytes(bytes, StandardCharsets.UTF_16LE, first == 0xfffe ? 2 : 0);
    }
    return new UnicodeBytes(bytes, StandardCharsets.UTF_8, 0);
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xff : 0;
  }

  /** The characters; reading ends with a {@link CharacterCodingException} where there are none. */
  Reader reader() {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, start, bytes.length - start), charset.newDecoder());
  }

  /**
   * What is wrong with the text whose reading ended so: where bytes are no characters, the place.
   */
  JsonSyntaxException fault(IOException cause) {
    if (!(cause instanceof CharacterCodingException)) {
      return new JsonSyntaxException(String.valueOf(cause.getMessage()), 0, 0, cause);
    }
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(CHUNK);
    int line = 1;
    int column = 1;
    CoderResult result;
    do {
      result = decoder.decode(in, out, true);
      out.flip();
      while (out.hasRemaining()) {
        boolean ends = out.get() == '\n';
        line += ends ? 1 : 0;
        column = ends ? 1 : column + 1;
      }
      out.clear();
    } while (result.isOverflow());
    return new JsonSyntaxException(
        "the text is not " + charset.name() + " here", line, column, cause);
  }
}
