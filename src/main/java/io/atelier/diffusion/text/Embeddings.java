package io.atelier.diffusion.text;

import org.jspecify.annotations.Nullable;

/** Where learned words are looked up by the name that prompts use. */
@FunctionalInterface
public interface Embeddings {
  /** No learned words at all. */
  Embeddings NONE = (name, encoder, width) -> null;

  /**
   * The rows of a learned word, or null when there is none of this name.
   *
   * @param name as the prompt spells it; hostile
   * @param encoder the text encoder that asks: {@code l} or {@code g}
   * @param width values per row
   */
  float @Nullable [][] find(String name, String encoder, int width);
}
