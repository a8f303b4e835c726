package io.atelier.nodes.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of Python's syntax turned into one of Java's. What Python refuses is refused
 * in its terms: look-behind of a varying length, what cannot be repeated, references to groups that
 * are not there, escapes that only Java knows.
 */
final class PatternTranslation {
  private static final Pattern GLOBAL_FLAGS = Pattern.compile("\\(\\?([aiLmsux]+)\\)");
  private static final Pattern LOCAL_FLAGS = Pattern.compile("\\(\\?([aiLmsux]*)(?:-([imsx]+))?:");
  private static final Pattern REFERENCE = Pattern.compile("\\\\([1-9]\\d?)");
  private static final Pattern OCTAL = Pattern.compile("\\\\[0-7]{3}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final List<String> LOOKS = List.of("(?=", "(?!", "(?<=", "(?<!");

  private final RegexSource source;
  private final RegexClasses classes;
  private final RegexQuantifiers quantifiers;
  private final RegexGroups groups;
  private final RegexFlags flags;
  private final String pattern;

  /** Where conditionals ask for groups, by group. */
  private final Map<Integer, Integer> conditions = new HashMap<>();

  /**
   * Translates an expression.
   *
   * @throws PatternSyntaxException when it is not one
   */
  PatternTranslation(String text, RegexFlags given) {
    source = new RegexSource(text);
    classes = new RegexClasses(source);
    quantifiers = new RegexQuantifiers(source);
    groups = new RegexGroups(text);
    flags = globalFlags(given);
    pattern = alternatives(flags).java();
    if (!source.isAtEnd()) {
      throw source.error("unbalanced parenthesis", source.at());
    }
    conditions.forEach(
        (group, at) -> {
          if (group > groups.count()) {
            throw source.error("invalid group reference " + group, at);
          }
        });
  }

  String pattern() {
    return pattern;
  }

  /** Flags of {@link Pattern}. */
  int flags() {
    return flags.forJava();
  }

  /** Numbers of named groups. */
  Map<String, Integer> names() {
    return groups.names();
  }

  /** The numbers that Java gives to the groups, that of the whole match first. */
  List<Integer> places() {
    return groups.places();
  }

  private RegexFlags globalFlags(RegexFlags given) {
    RegexFlags global = given;
    Matcher match = source.match(GLOBAL_FLAGS);
    while (match != null) {
      global = with(global, match.group(1), true);
      match = source.match(GLOBAL_FLAGS);
    }
    return global;
  }

  private RegexFlags with(RegexFlags given, String letters, boolean on) {
    if (letters.contains("L")) {
      throw source.error("bad inline flags: cannot use 'L' flag with a str pattern", source.at());
    }
    if (letters.contains("a") && letters.contains("u")) {
      throw source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible", source.at());
    }
    RegexFlags changed = given;
    for (int i = 0; i < letters.length(); i++) {
      changed = changed.with(letters.charAt(i), on);
    }
    return changed;
  }

  /** Everything up to the end, or to a parenthesis that closes. */
  private RegexPiece alternatives(RegexFlags in) {
    RegexPiece all = sequence(in);
    while (source.skipIf("|")) {
      all = all.or(sequence(in));
    }
    return all;
  }

  private RegexPiece sequence(RegexFlags in) {
    StringBuilder java = new StringBuilder();
    RegexPiece all = RegexPiece.nothing();
    RegexPiece next = next(in);
    while (next != null) {
      java.append(next.java());
      all = all.then(next.as(""));
      next = next(in);
    }
    return all.as(java.toString());
  }

  /** The next element with its quantifier; null where a sequence ends. */
  private @Nullable RegexPiece next(RegexFlags in) {
    source.skipIgnored(in.verbose());
    if (source.isAtEnd() || source.startsWithOneOf("|)")) {
      return null;
    }
    RegexPiece piece = quantifiers.isNext() ? null : element(in);
    source.skipIgnored(in.verbose());
    while (quantifiers.isNext()) {
      piece = quantifiers.repeated(piece);
      source.skipIgnored(in.verbose());
    }
    return piece;
  }

  private RegexPiece element(RegexFlags in) {
    if (source.startsWith("\\")) {
      return escape(in);
    }
    if (source.startsWith("[")) {
      return RegexPiece.character(classes.set(in));
    }
    if (source.startsWith("(")) {
      return group(in);
    }
    int c = source.take();
    return switch (c) {
      case '^' -> RegexPiece.place(in.multiline() ? "(?<![^\\n])" : "^");
      case '$' -> RegexPiece.place("$");
      case '.' -> RegexPiece.character(".");
      default -> RegexPiece.character(RegexClasses.literal(c, in));
    };
  }

  private RegexPiece escape(RegexFlags in) {
    int start = source.at();
    if (source.skipIf("\\A")) {
      return RegexPiece.place("\\A");
    }
    if (source.skipIf("\\Z")) {
      return RegexPiece.place("\\z");
    }
    if (source.startsWith("\\b") || source.startsWith("\\B")) {
      source.skip(1);
      return border(source.take() == 'b', RegexClasses.word(in));
    }
    Matcher reference = source.startsWith(OCTAL) ? null : source.match(REFERENCE);
    return reference == null
        ? RegexPiece.character(classes.escape(in))
        : reference(Integer.parseInt(reference.group(1)), start);
  }

  /** Where a word begins or ends, or where none does. */
  private static RegexPiece border(boolean there, String word) {
    String before = there ? "(?<![%1$s])(?=[%1$s])" : "(?<![%1$s])(?![%1$s])";
    String after = there ? "(?<=[%1$s])(?![%1$s])" : "(?<=[%1$s])(?=[%1$s])";
    return RegexPiece.place(("(?:" + before + "|" + after + ")").formatted(word));
  }

  private RegexPiece reference(int group, int start) {
    if (group > groups.count()) {
      throw source.error("invalid group reference " + group, start + 1);
    }
    RegexPiece content = groups.content(group);
    if (content == null) {
      throw source.error("cannot refer to an open group", start);
    }
    return content.as("(?:\\" + groups.places().get(group) + ")");
  }

  private RegexPiece group(RegexFlags in) {
    int start = source.at();
    if (source.skipIf("(?P<")) {
      return capturing(name(source.until('>'), start), in, start);
    }
    if (source.skipIf("(?P=")) {
      return reference(numberOf(source.until(')'), start), start);
    }
    if (source.skipIf("(?(")) {
      return conditional(in, start);
    }
    if (source.startsWith("(?")) {
      return special(in, start);
    }
    source.skip(1);
    return capturing(null, in, start);
  }

  private RegexPiece capturing(@Nullable String name, RegexFlags in, int start) {
    int group = groups.open();
    if (name != null && !groups.name(name, group)) {
      throw source.error("redefinition of group name '" + name + "': a repeated name", start);
    }
    return groups.close(group, closed(alternatives(in), start), name);
  }

  private RegexPiece closed(RegexPiece content, int start) {
    if (!source.skipIf(")")) {
      throw source.error("missing ), unterminated subpattern", start);
    }
    return content;
  }

  private String name(String name, int start) {
    if (!NAME.matcher(name).matches()) {
      throw source.error("bad character in group name '" + name + "'", start);
    }
    return name;
  }

  private int numberOf(String name, int start) {
    Integer number = groups.named(name(name, start));
    if (number == null) {
      throw source.error("unknown group name '" + name + "'", start);
    }
    return number;
  }

  /** One of two branches: the first when a group has had a part in the match. */
  private RegexPiece conditional(RegexFlags in, int start) {
    String asked = source.until(')');
    boolean numbered = asked.matches("[0-9]{1,3}");
    int group = numbered ? Integer.parseInt(asked) : numberOf(asked, start);
    if (group == 0) {
      throw source.error("bad group number", start);
    }
    conditions.put(group, start);
    boolean known = groups.content(group) != null;
    RegexPiece yes = sequence(in);
    RegexPiece no = source.skipIf("|") ? sequence(in) : RegexPiece.nothing();
    if (source.startsWith("|")) {
      throw source.error("conditional backref with more than two branches", source.at());
    }
    String mark = RegexGroups.mark(group);
    String otherwise = "(?:" + no.java() + ")";
    String java =
        known
            ? "(?:" + mark + "(?:" + yes.java() + ")|(?!" + mark + ")" + otherwise + ")"
            : otherwise;
    return closed(yes.or(no), start).as(java);
  }

  private RegexPiece special(RegexFlags in, int start) {
    if (source.skipIf("(?>")) {
      RegexPiece content = closed(alternatives(in), start);
      return content.as("(?>" + content.java() + ")");
    }
    for (String look : LOOKS) {
      if (source.skipIf(look)) {
        return look(look, closed(alternatives(in), start), start);
      }
    }
    if (source.startsWith(GLOBAL_FLAGS)) {
      throw source.error("global flags not at the start of the expression", start);
    }
    Matcher local = source.match(LOCAL_FLAGS);
    if (local == null) {
      throw source.error("unknown extension", start + 1);
    }
    String off = local.group(2) == null ? "" : local.group(2);
    RegexFlags inner = with(with(in, local.group(1), true), off, false);
    RegexPiece content = closed(alternatives(inner), start);
    return content.as((inner.equals(in) ? "(?" : inner.inline()) + ":" + content.java() + ")");
  }

  private RegexPiece look(String sign, RegexPiece content, int start) {
    if (sign.contains("<") && content.least() != content.most()) {
      throw source.error("look-behind requires fixed-width pattern", start);
    }
    RegexPiece nothing = RegexPiece.place(sign + content.java() + ")");
    return nothing.as(nothing.java());
  }
}
