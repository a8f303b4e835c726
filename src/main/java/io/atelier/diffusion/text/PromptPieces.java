package io.atelier.diffusion.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text at the learned words that it names: {@code embedding:name}, after anything that is no
 * letter or digit. Of the names that exist the longest counts, and what follows it is text.
 */
final class PromptPieces {
  private static final String MARK = "embedding:";

  private PromptPieces() {}

  /**
   * A part of a text.
   *
   * @param text plain text, or the name of a learned word
   */
  record Piece(String text, boolean learned) {}

  /** The parts of a text in order. */
  static List<Piece> of(String text, Embeddings embeddings) {
    String path = text.replace('\\', '/');
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    int mark = text.indexOf(MARK);
    while (mark >= 0) {
      int name = afterBlanks(text, mark + MARK.length());
      int end = beginsWord(text, mark) ? nameEnd(path, mark + MARK.length(), name, embeddings) : -1;
      if (end > name) {
        addText(text.substring(from, mark), pieces);
        pieces.add(new Piece(path.substring(name, end), true));
        from = end;
      }
      mark = text.indexOf(MARK, Math.max(from, mark + 1));
    }
    addText(text.substring(from), pieces);
    return pieces;
  }

  private static void addText(String text, List<Piece> pieces) {
    if (!text.isBlank()) {
      pieces.add(new Piece(text, false));
    }
  }

  private static boolean beginsWord(String text, int at) {
    return at == 0 || !WordNames.isWordPart(text.codePointBefore(at));
  }

  private static int afterBlanks(String text, int at) {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  /** Where the name ends; at its beginning when what stands there can be no name. */
  private static int nameEnd(String path, int afterMark, int name, Embeddings embeddings) {
    String known = embeddings.nameAt(path, name);
    if (known != null) {
      return name + known.length();
    }
    int end = name;
    while (name == afterMark && end < path.length() && isNamePart(path.charAt(end))) {
      end++;
    }
    while (end > name && path.charAt(end - 1) == '.') {
      end--;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return Character.isSurrogate(c) || WordNames.isWordPart(c) || c == '.' || c == '-' || c == '/';
  }
}
