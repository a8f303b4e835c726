package io.atelier.diffusion.text;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prompts to chunks of 77 weighted tokens. */
public final class Tokenizer {
  public static final int CHUNK = 77;

  private static final System.Logger LOG = System.getLogger(Tokenizer.class.getName());
  private static final int WHOLE_BELOW = 8;

  private final BytePairEncoding encoding = BytePairEncoding.clip();
  private final Embeddings embeddings;
  private final String encoder;
  private final int width;
  private final int padding;

  /**
   * A tokenizer.
   *
   * @param encoder the text encoder's name for embeddings: {@code l} or {@code g}
   * @param width of embeddings
   * @param padding the token after the end: {@link BytePairEncoding#END} for CLIP-L, 0 for CLIP-G
   */
  public Tokenizer(Embeddings embeddings, String encoder, int width, int padding) {
    this.embeddings = embeddings;
    this.encoder = encoder;
    this.width = width;
    this.padding = padding;
  }

  /** The prompt's chunks, at least one, each of {@link #CHUNK} tokens. */
  public List<List<Token>> chunks(String prompt) {
    List<List<Token>> groups = new ArrayList<>();
    Map<String, Optional<float[][]>> words = new HashMap<>();
    for (PromptWeights.Segment segment : PromptWeights.parse(prompt)) {
      addGroups(segment, words, groups);
    }
    return fill(groups);
  }

  /** A chunk without content. */
  public List<Token> emptyChunk() {
    return fill(List.of()).get(0);
  }

  private void addGroups(
      PromptWeights.Segment segment,
      Map<String, Optional<float[][]>> words,
      List<List<Token>> groups) {
    for (PromptPieces.Piece piece : PromptPieces.of(segment.text(), embeddings)) {
      if (piece.learned()) {
        words
            .computeIfAbsent(piece.text(), this::rows)
            .ifPresent(rows -> groups.add(group(rows, segment.weight())));
      } else {
        groups.add(
            encoding.encode(piece.text()).stream()
                .map(id -> new Token(id, null, segment.weight()))
                .toList());
      }
    }
  }

  private Optional<float[][]> rows(String name) {
    float[][] rows = embeddings.find(name, encoder, width);
    if (rows == null) {
      LOG.log(Level.WARNING, "embedding not found, ignored: " + name);
    }
    return Optional.ofNullable(rows);
  }

  private static List<Token> group(float[][] rows, double weight) {
    List<Token> group = new ArrayList<>();
    for (float[] row : rows) {
      group.add(new Token(0, row, weight));
    }
    return group;
  }

  private List<List<Token>> fill(List<List<Token>> groups) {
    List<List<Token>> chunks = new ArrayList<>();
    List<Token> chunk = start(chunks);
    for (List<Token> group : groups) {
      List<Token> rest = group;
      while (!rest.isEmpty()) {
        int room = CHUNK - 1 - chunk.size();
        if (rest.size() <= room) {
          chunk.addAll(rest);
          rest = List.of();
        } else {
          if (group.size() >= WHOLE_BELOW) {
            chunk.addAll(rest.subList(0, room));
            rest = rest.subList(room, rest.size());
          }
          close(chunk);
          chunk = start(chunks);
        }
      }
    }
    close(chunk);
    return chunks;
  }

  private static List<Token> start(List<List<Token>> chunks) {
    List<Token> chunk = new ArrayList<>(CHUNK);
    chunk.add(Token.neutral(BytePairEncoding.START));
    chunks.add(chunk);
    return chunk;
  }

  private void close(List<Token> chunk) {
    chunk.add(Token.neutral(BytePairEncoding.END));
    while (chunk.size() < CHUNK) {
      chunk.add(Token.neutral(padding));
    }
  }
}
