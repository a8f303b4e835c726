package io.atelier.persistence.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a text of a client's choice is a key: itself where every database can hold and
 * index it, else its SHA-256. Texts that are themselves of that form are hashed too, so that no two
 * texts share a key. The document beside the key holds the text itself.
 */
public final class Key {
  private static final int LONGEST = 150;
  private static final String HASHED = "sha256:";

  private Key() {}

  /** The key of a text. */
  public static String of(String text) {
    return text.length() <= LONGEST && isPlain(text) ? text : HASHED + hash(text);
  }

  /** The key of a text; null for none. */
  public static @Nullable String ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }

  private static boolean isPlain(String text) {
    return text.indexOf('\0') < 0
        && !text.startsWith(HASHED)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.UTF_16BE)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
