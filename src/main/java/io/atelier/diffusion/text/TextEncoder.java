package io.atelier.diffusion.text;

import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.store.ModelStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text side of a model: prompts to features. Several networks read the same prompt where a
 * model wants it.
 *
 * @param networks at least one
 * @param join of their features
 * @param layer whose output is taken: −1 the last, −2 the one before; 0 for the networks' own
 *     choice
 */
public record TextEncoder(
    ModelStore store,
    List<? extends TextNetwork> networks,
    TextJoin join,
    Embeddings embeddings,
    int layer) {
  public TextEncoder {
    networks = List.copyOf(networks);
    if (networks.isEmpty()) {
      throw new IllegalArgumentException("a text encoder has at least one network");
    }
  }

  /** Networks side by side, with their usual layers. */
  public static TextEncoder of(ModelStore store, Embeddings embeddings, TextNetwork... networks) {
    return new TextEncoder(store, List.of(networks), TextJoin.SIDE_BY_SIDE, embeddings, 0);
  }

  /** The same with the output of another layer. */
  public TextEncoder withLayer(int other) {
    return new TextEncoder(store, networks, join, embeddings, other);
  }

  /** The same with other networks. */
  public TextEncoder withNetworks(List<? extends TextNetwork> others) {
    return new TextEncoder(store, others, join, embeddings, layer);
  }

  /** A prompt's rows of tokens, by the names of the networks. */
  public Map<String, List<List<Token>>> tokenize(String prompt) {
    Map<String, List<List<Token>>> tokens = new LinkedHashMap<>();
    networks.forEach(network -> tokens.put(network.name(), network.tokens(prompt, embeddings)));
    return tokens;
  }

  /** The features of a prompt. */
  public Conditioning.Entry encode(String prompt) {
    return encode(tokenize(prompt));
  }

  /**
   * The features of a prompt that tells every network something else. Where it is shorter for one,
   * empty rows follow.
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
    for (TextNetwork network : networks) {
      String prompt = prompts.getOrDefault(network.name(), "");
      List<List<Token>> rows = new ArrayList<>(network.tokens(prompt, embeddings));
      tokens.put(network.name(), rows);
      longest = Math.max(longest, rows.size());
    }
    for (TextNetwork network : networks) {
      List<List<Token>> rows = tokens.getOrDefault(network.name(), List.of());
      while (rows.size() < longest) {
        rows.add(network.emptyRow());
      }
    }
    return encode(tokens);
  }

  private Conditioning.Entry encode(Map<String, List<List<Token>>> tokens) {
    List<TextNetwork.Features> all = new ArrayList<>();
    for (TextNetwork network : networks) {
      all.add(network.encode(store, tokens.getOrDefault(network.name(), List.of()), layer));
    }
    return join.join(all);
  }
}
