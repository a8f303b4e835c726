package io.atelier.nodes.text;

import io.atelier.memory.Allocation;

/** A text that grows piece by piece, and fails before it is too long to be worked with. */
final class LongText {
  private static final int STEP = 1 << 20;

  private final StringBuilder text = new StringBuilder();
  private int asked = STEP;

  /**
   * Adds a piece.
   *
   * @throws io.atelier.memory.NotEnoughMemoryError when the text becomes too long
   */
  LongText append(CharSequence piece) {
    return append(piece, 0, piece.length());
  }

  /** Adds a part of a text, in the same way. */
  LongText append(CharSequence from, int start, int end) {
    long length = (long) text.length() + end - start;
    if (length > asked) {
      asked = Allocation.characters(length + Math.min(length, STEP));
    }
    text.append(from, start, end);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
