package io.atelier.diffusion;

import io.atelier.diffusion.text.BytePairEncoding;
import io.atelier.diffusion.text.ClipNetwork;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.Token;
import io.atelier.diffusion.text.Tokenizer;
import io.atelier.diffusion.weights.LoraPatch;
import io.atelier.diffusion.weights.WeightsKey;
import io.atelier.tensor.Floats;
import java.util.ArrayList;
import java.util.List;

/**
 * The text side of a model: prompts to features.
 *
 * @param layer whose output is taken: −1 the last, −2 the one before; 0 for the network's own
 *     choice
 */
public record TextEncoder(ModelStore store, Network network, Embeddings embeddings, int layer) {
  private static final int CHUNKS_AT_ONCE = 16;

  /**
   * The network behind it.
   *
   * @param name by which embeddings and LoRA files know it: {@code l} or {@code g}
   * @param width of its features
   * @param usualLayer taken when nothing else is asked for
   * @param normalise whether the final normalisation follows the layer
   */
  public record Network(
      WeightsKey weights,
      String name,
      int width,
      ClipNetwork.Activation activation,
      int usualLayer,
      boolean normalise) {
    int padding() {
      return name.equals("g") ? 0 : BytePairEncoding.END;
    }
  }

  /** The same with the output of another layer. */
  public TextEncoder withLayer(int other) {
    return new TextEncoder(store, network, embeddings, other);
  }

  /** The same with a LoRA added. */
  public TextEncoder with(LoraPatch patch) {
    Network patched =
        new Network(
            network.weights().with(patch),
            network.name(),
            network.width(),
            network.activation(),
            network.usualLayer(),
            network.normalise());
    return new TextEncoder(store, patched, embeddings, layer);
  }

  /** A prompt's chunks of tokens. */
  public List<List<Token>> tokenize(String prompt) {
    return tokenizer().chunks(prompt);
  }

  private Tokenizer tokenizer() {
    return new Tokenizer(embeddings, network.name(), network.width(), network.padding());
  }

  /**
   * The features of a prompt. Weighted tokens are moved away from, or towards, the features of an
   * empty text.
   */
  public Conditioning.Entry encode(String prompt) {
    List<List<Token>> chunks = tokenize(prompt);
    boolean weighted = chunks.stream().flatMap(List::stream).anyMatch(token -> token.weight() != 1);
    List<List<Token>> all = new ArrayList<>(chunks);
    if (weighted) {
      all.add(tokenizer().emptyChunk());
    }
    ClipNetwork.Features features = run(all);
    int length = Tokenizer.CHUNK * network.width();
    float[] hidden = features.hidden().data();
    float[] context = new float[chunks.size() * length];
    for (int c = 0; c < chunks.size(); c++) {
      for (int t = 0; t < Tokenizer.CHUNK; t++) {
        double weight = chunks.get(c).get(t).weight();
        int at = c * length + t * network.width();
        int empty = chunks.size() * length + t * network.width();
        for (int i = 0; i < network.width(); i++) {
          float z = hidden[at + i];
          context[at + i] =
              weight == 1 ? z : (float) ((z - hidden[empty + i]) * weight + hidden[empty + i]);
        }
      }
    }
    return Conditioning.Entry.of(
        new Floats(new int[] {1, chunks.size() * Tokenizer.CHUNK, network.width()}, context),
        features.pooled().items(0, 1));
  }

  private ClipNetwork.Features run(List<List<Token>> chunks) {
    int chosen = layer == 0 ? network.usualLayer() : layer;
    List<Floats> hidden = new ArrayList<>();
    List<Floats> pooled = new ArrayList<>();
    store.with(
        network.weights(),
        ClipNetwork.class,
        weights -> new ClipNetwork(weights, network.activation()),
        clip -> {
          for (int from = 0; from < chunks.size(); from += CHUNKS_AT_ONCE) {
            int to = Math.min(chunks.size(), from + CHUNKS_AT_ONCE);
            ClipNetwork.Features part =
                clip.encode(chunks.subList(from, to), chosen, network.normalise());
            hidden.add(part.hidden());
            pooled.add(part.pooled());
          }
          return clip;
        });
    return new ClipNetwork.Features(Floats.stack(hidden), Floats.stack(pooled));
  }
}
