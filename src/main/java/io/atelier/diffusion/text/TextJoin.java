package io.atelier.diffusion.text;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import java.util.List;

/** How the features of several networks become what a model is told. */
@FunctionalInterface
public interface TextJoin {
  /**
   * The entry of a conditioning.
   *
   * @param all of the networks, in their order; at least one
   */
  Conditioning.Entry join(List<TextNetwork.Features> all);

  /** Features side by side, as many tokens as all have; the last network's for the whole text. */
  TextJoin SIDE_BY_SIDE =
      all -> Conditioning.Entry.of(sideBySide(all), all.get(all.size() - 1).pooled());

  private static FloatArray sideBySide(List<TextNetwork.Features> all) {
    if (all.size() == 1) {
      return all.get(0).hidden();
    }
    int tokens = Integer.MAX_VALUE;
    int width = 0;
    for (TextNetwork.Features features : all) {
      tokens = Math.min(tokens, features.hidden().size(1));
      width += features.hidden().size(2);
    }
    FloatArray joined = FloatArray.zeros(1, tokens, width);
    int column = 0;
    for (TextNetwork.Features features : all) {
      int own = features.hidden().size(2);
      for (int t = 0; t < tokens; t++) {
        System.arraycopy(features.hidden().data(), t * own, joined.data(), t * width + column, own);
      }
      column += own;
    }
    return joined;
  }
}
