package io.atelier.nodes.text;

/**
 * A translated part of an expression.
 *
 * @param java the same in Java; a quantifier may follow what stands for one element
 * @param least the fewest characters that it matches
 * @param most the most characters, at most {@link #UNBOUNDED}
 * @param repeats how often its innermost part is repeated at least
 */
record RegexPiece(String java, long least, long most, long repeats, Kind kind) {
  /** As many characters as one likes. */
  static final long UNBOUNDED = 1L << 32;

  /** What quantifiers may follow: an element; not a place in the text; not what has one already. */
  enum Kind {
    ELEMENT,
    PLACE,
    REPEATED
  }

  /** What matches one character. */
  static RegexPiece character(String java) {
    return new RegexPiece(java, 1, 1, 1, Kind.ELEMENT);
  }

  /** What matches at a place and no characters. */
  static RegexPiece place(String java) {
    return new RegexPiece(java, 0, 0, 1, Kind.PLACE);
  }

  /** Nothing at all. */
  static RegexPiece nothing() {
    return new RegexPiece("", 0, 0, 1, Kind.ELEMENT);
  }

  /** An element that matches as much, written otherwise. */
  RegexPiece as(String text) {
    return new RegexPiece(text, least, most, repeats, Kind.ELEMENT);
  }

  RegexPiece then(RegexPiece next) {
    return new RegexPiece(
        java + next.java,
        bounded(least + next.least),
        bounded(most + next.most),
        Math.max(repeats, next.repeats),
        Kind.ELEMENT);
  }

  /** Either of the two, of which this one is tried first. */
  RegexPiece or(RegexPiece other) {
    return new RegexPiece(
        java + "|" + other.java,
        Math.min(least, other.least),
        Math.max(most, other.most),
        Math.max(repeats, other.repeats),
        Kind.ELEMENT);
  }

  /** This one at least and at most so many times. */
  RegexPiece repeated(String text, long times, long atMost) {
    return new RegexPiece(
        text,
        bounded(least * times),
        bounded(most * atMost),
        repeats * Math.max(1, times),
        Kind.REPEATED);
  }

  private static long bounded(long characters) {
    return Math.min(characters, UNBOUNDED);
  }
}
