package io.atelier.diffusion.text;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.store.WeightsPatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text side of a model: prompts to features. Several networks read the same prompt side by side
 * where a model wants it; their features are joined along the width.
 *
 * @param networks at least one
 * @param layer whose output is taken: −1 the last, −2 the one before; 0 for the networks' own
 *     choice
 */
public record TextEncoder(
    ModelStore store, List<Network> networks, Embeddings embeddings, int layer) {
  private static final int CHUNKS_AT_ONCE = 16;

  public TextEncoder {
    networks = List.copyOf(networks);
    if (networks.isEmpty()) {
      throw new IllegalArgumentException("a text encoder has at least one network");
    }
  }

  /**
   * One of the networks behind it.
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

    /** The same with something done to its weights. */
    public Network with(WeightsPatch patch) {
      return new Network(weights.with(patch), name, width, activation, usualLayer, normalise);
    }
  }

  /** The same with the output of another layer. */
  public TextEncoder withLayer(int other) {
    return new TextEncoder(store, networks, embeddings, other);
  }

  /** The same with other networks. */
  public TextEncoder withNetworks(List<Network> others) {
    return new TextEncoder(store, others, embeddings, layer);
  }

  /** A prompt's chunks of tokens, by the names of the networks. */
  public Map<String, List<List<Token>>> tokenize(String prompt) {
    Map<String, List<List<Token>>> tokens = new LinkedHashMap<>();
    networks.forEach(network -> tokens.put(network.name(), tokenizer(network).chunks(prompt)));
    return tokens;
  }

  private Tokenizer tokenizer(Network network) {
    return new Tokenizer(embeddings, network.name(), network.width(), network.padding());
  }

  /** The features of a prompt. */
  public Conditioning.Entry encode(String prompt) {
    return encode(tokenize(prompt));
  }

  /**
   * The features of a prompt that tells every network something else. Where it is shorter for one,
   * empty chunks follow.
   *
   * @param prompts by the names of the networks
   * @throws IllegalArgumentException when one is for a network that there is not
   */
  public Conditioning.Entry encodeEach(Map<String, String> prompts) {
    Map<String, List<List<Token>>> tokens = new LinkedHashMap<>();
    for (String name : prompts.keySet()) {
      if (networks.stream().noneMatch(network -> network.name().equals(name))) {
        throw new IllegalArgumentException("the text encoder has no network '" + name + "'");
      }
    }
    int longest = 0;
    for (Network network : networks) {
      String prompt = prompts.getOrDefault(network.name(), "");
      List<List<Token>> chunks = new ArrayList<>(tokenizer(network).chunks(prompt));
      tokens.put(network.name(), chunks);
      longest = Math.max(longest, chunks.size());
    }
    for (Network network : networks) {
      List<List<Token>> chunks = tokens.getOrDefault(network.name(), List.of());
      while (chunks.size() < longest) {
        chunks.add(tokenizer(network).emptyChunk());
      }
    }
    return encode(tokens);
  }

  private Conditioning.Entry encode(Map<String, List<List<Token>>> tokens) {
    List<ClipNetwork.Features> all = new ArrayList<>();
    for (Network network : networks) {
      all.add(features(network, tokens.getOrDefault(network.name(), List.of())));
    }
    return Conditioning.Entry.of(joined(all), all.get(all.size() - 1).pooled());
  }

  /** The features side by side, as many tokens as all have. */
  private static FloatArray joined(List<ClipNetwork.Features> all) {
    if (all.size() == 1) {
      return all.get(0).hidden();
    }
    int tokens = Integer.MAX_VALUE;
    int width = 0;
    for (ClipNetwork.Features features : all) {
      tokens = Math.min(tokens, features.hidden().size(1));
      width += features.hidden().size(2);
    }
    FloatArray joined = FloatArray.zeros(1, tokens, width);
    int column = 0;
    for (ClipNetwork.Features features : all) {
      int own = features.hidden().size(2);
      for (int t = 0; t < tokens; t++) {
        System.arraycopy(features.hidden().data(), t * own, joined.data(), t * width + column, own);
      }
      column += own;
    }
    return joined;
  }

  /**
   * What a network makes of chunks: features [1, tokens, width], and those of the whole text from
   * the first chunk [1, width]. Weighted tokens are moved away from, or towards, the features of an
   * empty text.
   */
  private ClipNetwork.Features features(Network network, List<List<Token>> chunks) {
    boolean weighted = chunks.stream().flatMap(List::stream).anyMatch(token -> token.weight() != 1);
    List<List<Token>> all = new ArrayList<>(chunks);
    if (weighted) {
      all.add(tokenizer(network).emptyChunk());
    }
    ClipNetwork.Features features = run(network, all);
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
          context[at + i] = weight == 1 ? z : weighted(z, hidden[empty + i], weight);
        }
      }
    }
    return new ClipNetwork.Features(
        new FloatArray(new int[] {1, chunks.size() * Tokenizer.CHUNK, network.width()}, context),
        features.pooled().items(0, 1));
  }

  /** Further from {@code empty} by the weight, but never out of what float32 can hold. */
  private static float weighted(float z, float empty, double weight) {
    double moved = (z - empty) * weight + empty;
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, moved));
  }

  private ClipNetwork.Features run(Network network, List<List<Token>> chunks) {
    int chosen = layer == 0 ? network.usualLayer() : layer;
    List<FloatArray> hidden = new ArrayList<>();
    List<FloatArray> pooled = new ArrayList<>();
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
    return new ClipNetwork.Features(FloatArray.stack(hidden), FloatArray.stack(pooled));
  }
}
