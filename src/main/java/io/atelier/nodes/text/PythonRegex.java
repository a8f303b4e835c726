package io.atelier.nodes.text;

import io.atelier.node.NodeContext;
import io.atelier.node.NodeException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A compiled regular expression of Python's syntax, whose searches take a bounded time. */
final class PythonRegex {
  static final Duration LIMIT = Duration.ofSeconds(5);

  private final Pattern pattern;
  private final Map<String, Integer> names;

  private PythonRegex(Pattern pattern, Map<String, Integer> names) {
    this.pattern = pattern;
    this.names = Map.copyOf(names);
  }

  /**
   * Compiles an expression.
   *
   * @throws PatternSyntaxException when it is not one
   */
  static PythonRegex compile(
      String source, boolean caseInsensitive, boolean multiline, boolean dotall) {
    int flags =
        (caseInsensitive ? Pattern.CASE_INSENSITIVE : 0)
            | (multiline ? Pattern.MULTILINE : 0)
            | (dotall ? Pattern.DOTALL : 0);
    try {
      PatternTranslation translation = new PatternTranslation(source, flags);
      return new PythonRegex(
          Pattern.compile(translation.pattern(), translation.flags()), translation.names());
    } catch (StackOverflowError e) {
      throw new PatternSyntaxException("too deeply nested", source, -1);
    }
  }

  /**
   * Does something with the matches in a text.
   *
   * @throws NodeException when it takes too long or nests too deeply
   */
  <T> T search(String text, NodeContext context, Function<Matcher, T> work) {
    try {
      return work.apply(pattern.matcher(new TimedText(text, LIMIT, context)));
    } catch (StackOverflowError e) {
      throw new NodeException(
          "RecursionError", "the regular expression goes too deep on this text", e);
    }
  }

  /** The number of groups. */
  int groups() {
    return pattern.matcher("").groupCount();
  }

  /** The number of a named group, if there is one. */
  OptionalInt group(String name) {
    Integer number = names.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
