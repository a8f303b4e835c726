package io.atelier.nodes.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The matches of an expression in a text, one after the other. As in Python, a match of nothing may
 * be followed by one of something at the same place.
 */
final class RegexFinds {
  private final Matcher plain;
  private final Matcher advancing;
  private final List<Integer> places;
  private Matcher current;
  private boolean begun;

  /**
   * The matches that are to come.
   *
   * @param advancing the same expression, which does not end where a search begins
   * @param places the numbers that Java gives to the groups
   */
  RegexFinds(Pattern plain, Pattern advancing, List<Integer> places, CharSequence text) {
    this.plain = plain.matcher(text);
    this.advancing = advancing.matcher(text);
    this.places = places;
    this.current = this.plain;
  }

  /** Goes to the next match; false when there is none. */
  boolean next() {
    int from = begun ? current.end() : 0;
    boolean empty = begun && current.start() == from;
    current = empty ? advancing : plain;
    begun = true;
    return current.find(from);
  }

  int start() {
    return current.start();
  }

  int end() {
    return current.end();
  }

  /** What a group has in the match, the whole match for 0; null when it has no part in it. */
  @Nullable String group(int group) {
    return current.group(places.get(group));
  }
}
