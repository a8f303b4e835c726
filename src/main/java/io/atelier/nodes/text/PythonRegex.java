package io.atelier.nodes.text;

import io.atelier.node.NodeContext;
import io.atelier.node.NodeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A compiled regular expression of Python's syntax, whose searches take a bounded time. */
final class PythonRegex {
  static final Duration LIMIT = Duration.ofSeconds(5);

  private final Pattern pattern;
  private final Pattern advancing;
  private final List<Integer> places;
  private final Map<String, Integer> names;

  private PythonRegex(PatternTranslation translation) {
    this.pattern = Pattern.compile(translation.pattern(), translation.flags());
    this.advancing =
        Pattern.compile("(?:" + translation.pattern() + ")(?!\\G)", translation.flags());
    this.places = translation.places();
    this.names = translation.names();
  }

  /**
   * Compiles an expression.
   *
   * @throws PatternSyntaxException when it is not one
   */
  static PythonRegex compile(
      String source, boolean caseInsensitive, boolean multiline, boolean dotall) {
    RegexFlags flags = new RegexFlags(caseInsensitive, multiline, dotall, false, false);
    try {
      PatternTranslation translation = new PatternTranslation(source, flags);
      return new PythonRegex(translation);
    } catch (StackOverflowError e) {
      throw new PatternSyntaxException("too deeply nested", source, -1);
    }
  }

  /**
   * Does something with the matches in a text.
   *
   * @throws NodeException when it takes too long or nests too deeply
   */
  <T> T search(String text, NodeContext context, Function<RegexFinds, T> work) {
    Supplier<T> search =
        () ->
            work.apply(
                new RegexFinds(pattern, advancing, places, new TimedText(text, LIMIT, context)));
    try {
      return search.get();
    } catch (StackOverflowError tooDeep) {
      try {
        return DeepStack.call(search);
      } catch (StackOverflowError e) {
        throw new NodeException(
            "RecursionError", "the regular expression goes too deep on this text", e);
      }
    }
  }

  /** The number of groups. */
  int groups() {
    return places.size() - 1;
  }

  /** The number of a named group, if there is one. */
  OptionalInt group(String name) {
    Integer number = names.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
