package io.atelier.diffusion.text;

import org.jspecify.annotations.Nullable;

/**
 * One position of a text encoder's input.
 *
 * @param id of the vocabulary; meaningless when there is a vector
 * @param vector the row of a learned embedding that stands in place of the vocabulary's, or null
 * @param weight how strongly the position counts; 1 is neutral
 */
public record Token(int id, float @Nullable [] vector, double weight) {
  static Token neutral(int id) {
    return new Token(id, null, 1);
  }
}
