package io.atelier.storage;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ~}, {@code $NAME} and <code>${NAME}</code> in paths. */
final class PathVariables {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

  private final UnaryOperator<@Nullable String> environment;

  PathVariables(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** The path with what is set; other variables stay as they are written. */
  String expand(String path) {
    String home = System.getProperty("user.home", "");
    boolean atHome = path.equals("~") || path.startsWith("~/") || path.startsWith("~\\");
    return VARIABLE
        .matcher(atHome ? home + path.substring(1) : path)
        .replaceAll(
            match -> {
              String value = environment.apply(name(match.group(1), match.group(2)));
              return Matcher.quoteReplacement(value == null ? match.group() : value);
            });
  }

  /** A variable of the path that is not set. */
  Optional<String> unset(String path) {
    return VARIABLE
        .matcher(path)
        .results()
        .map(match -> name(match.group(1), match.group(2)))
        .filter(name -> environment.apply(name) == null)
        .findFirst();
  }

  private static String name(@Nullable String braced, @Nullable String bare) {
    return braced == null ? String.valueOf(bare) : braced;
  }
}
