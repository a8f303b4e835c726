package io.atelier.rest.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a form says of itself in {@code Content-Disposition} (RFC 7578, and RFC 8187 for
 * {@code filename*}). Bytes that are no UTF-8 are read as ISO-8859-1, which every byte is.
 *
 * @param name of the field; null for none
 * @param fileName null for a field that is no file
 */
record ContentDisposition(@Nullable String name, @Nullable String fileName) {
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*([^=;\\s\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\"]*))", Pattern.DOTALL);
  private static final Pattern PAIR = Pattern.compile("\\\\([\"\\\\])");
  private static final Pattern EXTENDED = Pattern.compile("([^']*)'[^']*'(.*)", Pattern.DOTALL);

  /**
   * Reads the header.
   *
   * @param header each of its bytes as the character of that number; null for none
   */
  static ContentDisposition parse(@Nullable String header) {
    Map<String, String> parameters = new HashMap<>();
    Matcher each = PARAMETER.matcher(header == null ? "" : header);
    while (each.find()) {
      String quoted = each.group(2);
      String value = quoted == null ? each.group(3).strip() : unescaped(quoted);
      parameters.putIfAbsent(each.group(1).toLowerCase(Locale.ROOT), value);
    }
    String plain = parameters.get("filename");
    String fileName =
        Optional.ofNullable(parameters.get("filename*"))
            .flatMap(ContentDisposition::extended)
            .orElseGet(() -> plain == null ? null : text(bytes(plain)));
    String name = parameters.get("name");
    return new ContentDisposition(name == null ? null : text(bytes(name)), fileName);
  }

  /**
   * Only quotes and backslashes are escaped: elsewhere browsers of old left the backslashes of
   * their paths as they were.
   */
  private static String unescaped(String quoted) {
    return PAIR.matcher(quoted).replaceAll("$1");
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** A value with its charset: {@code UTF-8''%e2%82%ac.png}; empty when it is none. */
  private static Optional<String> extended(String value) {
    Matcher parts = EXTENDED.matcher(value);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Charset charset =
        switch (parts.group(1).toLowerCase(Locale.ROOT)) {
          case "utf-8" -> StandardCharsets.UTF_8;
          case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
          default -> null;
        };
    try {
      byte[] bytes =
          bytes(
              java.net.URLDecoder.decode(
                  parts.group(2).replace("+", "%2B"), StandardCharsets.ISO_8859_1));
      return charset == null
          ? Optional.empty()
          : Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
