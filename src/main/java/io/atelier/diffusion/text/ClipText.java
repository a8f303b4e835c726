package io.atelier.diffusion.text;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.store.WeightsPatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The text half of CLIP as a model uses it. Prompts are cut into chunks of 77 tokens.
 *
 * @param width of its features
 * @param usualLayer taken when nothing else is asked for: −1 the last, −2 the one before
 * @param normalise whether the final normalisation follows the layer
 * @param headWidth of its attention
 */
public record ClipText(
    ClipKind kind, WeightsKey weights, int width, int usualLayer, boolean normalise, int headWidth)
    implements TextNetwork {
  private static final int CHUNKS_AT_ONCE = 16;
  private static final int HEAD_WIDTH = 64;

  /** The network as the models that have it alone use it, of the kind that its size tells. */
  public static ClipText of(WeightSource clip) {
    return of(ClipKind.of(clip), clip);
  }

  /** A network of this kind, as the models that have it alone use it. */
  public static ClipText of(ClipKind kind, WeightSource clip) {
    return new ClipText(
        kind,
        WeightsKey.of(kind.weights(clip)),
        (int) clip.shape(ClipKind.TOKENS)[1],
        kind.usualLayer(),
        kind.isNormalised(),
        HEAD_WIDTH);
  }

  /** The network as Stable Diffusion XL uses it: the layer before the last, as it is. */
  public ClipText layered() {
    return new ClipText(kind, weights, width, -2, false, headWidth);
  }

  /** The same with heads of another width. */
  public ClipText withHeads(int otherWidth) {
    return new ClipText(kind, weights, width, usualLayer, normalise, otherWidth);
  }

  @Override
  public String name() {
    return kind.networkName();
  }

  @Override
  public ClipText with(WeightsPatch patch) {
    return new ClipText(kind, weights.with(patch), width, usualLayer, normalise, headWidth);
  }

  @Override
  public List<List<Token>> tokens(String prompt, Embeddings embeddings) {
    return tokenizer(embeddings).chunks(prompt);
  }

  @Override
  public List<Token> emptyRow() {
    return tokenizer(Embeddings.NONE).emptyChunk();
  }

  private Tokenizer tokenizer(Embeddings embeddings) {
    return new Tokenizer(embeddings, name(), width, kind.padding());
  }

  @Override
  public Features encode(ModelStore store, List<List<Token>> rows, int layer) {
    boolean weighted = rows.stream().flatMap(List::stream).anyMatch(token -> token.weight() != 1);
    List<List<Token>> all = new ArrayList<>(rows);
    if (weighted) {
      all.add(emptyRow());
    }
    ClipNetwork.Features features = run(store, all, layer == 0 ? usualLayer : layer);
    return new Features(Emphasis.weighted(features.hidden(), rows), features.pooled().items(0, 1));
  }

  private ClipNetwork.Features run(ModelStore store, List<List<Token>> chunks, int layer) {
    List<FloatArray> hidden = new ArrayList<>();
    List<FloatArray> pooled = new ArrayList<>();
    store.with(
        weights,
        ClipNetwork.class,
        loaded -> new ClipNetwork(loaded, kind.activation(), headWidth),
        clip -> {
          for (int from = 0; from < chunks.size(); from += CHUNKS_AT_ONCE) {
            int to = Math.min(chunks.size(), from + CHUNKS_AT_ONCE);
            ClipNetwork.Features part = clip.encode(chunks.subList(from, to), layer, normalise);
            hidden.add(part.hidden());
            pooled.add(part.pooled());
          }
          return clip;
        });
    return new ClipNetwork.Features(FloatArray.stack(hidden), FloatArray.stack(pooled));
  }
}
