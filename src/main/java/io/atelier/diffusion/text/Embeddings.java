package io.atelier.diffusion.text;

import org.jspecify.annotations.Nullable;

/** Where learned words are looked up by the name that prompts use. */
public interface Embeddings {
  /** No learned words at all. */
  Embeddings NONE =
      new Embeddings() {
        @Override
        public @Nullable String nameAt(String text, int at) {
          return null;
        }

        @Override
        public float @Nullable [][] find(String name, String encoder, int width) {
          return null;
        }
      };

  /**
   * The longest name of a learned word that stands at a place of a text and ends where a word does;
   * null when there is none.
   *
   * @param text hostile, with {@code /} between folders
   */
  @Nullable String nameAt(String text, int at);

  /**
   * The rows of a learned word, or null when there is none of this name.
   *
   * @param name as the prompt spells it; hostile
   * @param encoder the text encoder that asks: {@code l} or {@code g}
   * @param width values per row
   */
  float @Nullable [][] find(String name, String encoder, int width);
}
