package io.atelier.prompt;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a submitted prompt: a UUID unless the client chose another text. */
public record PromptId(String value) {
  /** What clients may choose, in words. */
  public static final String RULE =
      "1 to 128 letters, digits and characters of . _ - : @ + = ~ or spaces within, neither . nor ..";

  private static final Pattern CHOSEN =
      Pattern.compile("(?!\\.{1,2}$)(?! )[A-Za-z0-9._:@+=~ -]{1,128}(?<! )");

  /** A new random id. */
  public static PromptId random() {
    return new PromptId(UUID.randomUUID().toString());
  }

  /**
   * The id that a client chose: a text that can be a part of an address, or a whole number.
   *
   * @param json as submitted
   * @return empty when it is none by {@link #RULE}
   */
  public static Optional<PromptId> chosen(@Nullable Object json) {
    boolean readable = json instanceof String || json instanceof Long || json instanceof BigInteger;
    String text = String.valueOf(json);
    return readable && CHOSEN.matcher(text).matches()
        ? Optional.of(new PromptId(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
