package io.atelier.diffusion.text;

import io.atelier.array.FloatArray;
import java.util.List;

/**
 * What the weights of tokens do: their features are moved away from, or towards, those of an empty
 * text.
 */
final class Emphasis {
  private Emphasis() {}

  /**
   * The rows one after the other, moved by their weights.
   *
   * @param hidden features of the rows [rows, tokens, width], and of an empty row after them where
   *     a token has another weight than 1
   * @return [1, all tokens, width]
   */
  static FloatArray weighted(FloatArray hidden, List<List<Token>> rows) {
    int tokens = hidden.size(1);
    int width = hidden.size(2);
    float[] values = hidden.data();
    int empty = rows.size() * tokens * width;
    float[] out = new float[empty];
    for (int row = 0; row < rows.size(); row++) {
      for (int t = 0; t < tokens; t++) {
        double weight = rows.get(row).get(t).weight();
        int at = (row * tokens + t) * width;
        for (int i = 0; i < width; i++) {
          float z = values[at + i];
          out[at + i] = weight == 1 ? z : moved(z, values[empty + t * width + i], weight);
        }
      }
    }
    return new FloatArray(new int[] {1, rows.size() * tokens, width}, out);
  }

  /** Further from {@code empty} by the weight, but never out of what float32 can hold. */
  private static float moved(float z, float empty, double weight) {
    double moved = (z - empty) * weight + empty;
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, moved));
  }
}
