package io.atelier.diffusion.family.flux;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a token lies.
 *
 * @param layer 0 for text and the picture itself
 * @param row within the layer, in tokens
 * @param column likewise
 */
record Position(int layer, int row, int column) {
  private static final Position TEXT = new Position(0, 0, 0);

  /** Those of a text, which has no places. */
  static List<Position> ofText(int tokens) {
    return Collections.nCopies(tokens, TEXT);
  }

  /**
   * Those of the tokens of a latent, row by row.
   *
   * @param height of the latent
   * @param width likewise
   * @param top the latent row at which the layer has the first
   * @param left likewise
   */
  static List<Position> ofLatent(int layer, int height, int width, int top, int left) {
    List<Position> all = new ArrayList<>();
    int firstRow = Patches.along(top);
    int firstColumn = Patches.along(left);
    for (int row = 0; row < Patches.along(height); row++) {
      for (int column = 0; column < Patches.along(width); column++) {
        all.add(new Position(layer, firstRow + row, firstColumn + column));
      }
    }
    return all;
  }
}
