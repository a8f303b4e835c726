package io.atelier.diffusion.text;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.store.WeightsPatch;
import java.util.List;

/** One of the networks behind a text encoder, and how it reads prompts. Immutable. */
public interface TextNetwork {
  /** By which learned words, prompts for it alone and LoRA files know it, such as {@code l}. */
  String name();

  WeightsKey weights();

  /** The same with something done to its weights. */
  TextNetwork with(WeightsPatch patch);

  /**
   * The rows of tokens that a prompt is for it, at least one.
   *
   * @param embeddings learned words
   */
  List<List<Token>> tokens(String prompt, Embeddings embeddings);

  /** A row that follows those of a prompt that is shorter than another network's. */
  List<Token> emptyRow();

  /**
   * Features of rows of tokens.
   *
   * @param layer whose output is taken: −1 the last, −2 the one before; 0 for the network's own
   *     choice
   */
  Features encode(ModelStore store, List<List<Token>> rows, int layer);

  /**
   * Features of a text.
   *
   * @param hidden [1, tokens, width]
   * @param pooled of the text as a whole [1, width]
   */
  record Features(FloatArray hidden, FloatArray pooled) {}
}
