package io.atelier.diffusion.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The byte-pair encoding of CLIP: text to token ids below 49408. See <a
 * href="https://arxiv.org/abs/1508.07909">Neural Machine Translation of Rare Words with Subword
 * Units</a>; the merges are OpenAI's, see NOTICE.
 */
public final class BytePairEncoding {
  public static final int START = 49406;
  public static final int END = 49407;

  private static final String MERGES = "clip-bpe-merges.txt.gz";
  private static final String WORD_END = "</w>";
  private static final int LONGEST_MERGED_PIECE = 4096;
  private static final Pattern PIECES =
      Pattern.compile(
          "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d"
              + "|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private final String[] byteSymbols = byteSymbols();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();

  private BytePairEncoding(List<String> merges) {
    List<String> vocabulary = new ArrayList<>();
    orderedBytes().forEach(b -> vocabulary.add(byteSymbols[b]));
    orderedBytes().forEach(b -> vocabulary.add(byteSymbols[b] + WORD_END));
    for (String merge : merges) {
      ranks.put(merge, ranks.size());
      vocabulary.add(merge.replace(" ", ""));
    }
    vocabulary.add("<|startoftext|>");
    vocabulary.add("<|endoftext|>");
    for (int id = 0; id < vocabulary.size(); id++) {
      ids.put(vocabulary.get(id), id);
    }
  }

  private static final class Holder {
    static final BytePairEncoding CLIP = new BytePairEncoding(readMerges());
  }

  /** CLIP's encoding, read once. */
  public static BytePairEncoding clip() {
    return Holder.CLIP;
  }

  private static List<String> readMerges() {
    try (InputStream packed = BytePairEncoding.class.getResourceAsStream(MERGES)) {
      if (packed == null) {
        throw new IllegalStateException("the resource " + MERGES + " is missing");
      }
      return new BufferedReader(
              new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The token ids of a text, without start and end. */
  public List<Integer> encode(String text) {
    List<Integer> tokens = new ArrayList<>();
    Matcher pieces = PIECES.matcher(TextCleaning.clean(text));
    while (pieces.find()) {
      encodePiece(pieces.group(), tokens);
    }
    return tokens;
  }

  private void encodePiece(String piece, List<Integer> tokens) {
    if (piece.startsWith("<|") && ids.containsKey(piece)) {
      tokens.add(ids.get(piece));
      return;
    }
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    List<String> symbols = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      symbols.add(byteSymbols[b & 0xFF]);
    }
    symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + WORD_END);
    if (bytes.length <= LONGEST_MERGED_PIECE) {
      merge(symbols);
    }
    for (String symbol : symbols) {
      tokens.add(ids.getOrDefault(symbol, END));
    }
  }

  /** Joins, again and again, the neighbours whose merge was learned first. */
  private void merge(List<String> symbols) {
    while (symbols.size() > 1) {
      int best = Integer.MAX_VALUE;
      int at = -1;
      for (int i = 0; i + 1 < symbols.size(); i++) {
        Integer rank = ranks.get(symbols.get(i) + " " + symbols.get(i + 1));
        if (rank != null && rank < best) {
          best = rank;
          at = i;
        }
      }
      if (at < 0) {
        return;
      }
      String left = symbols.get(at);
      String right = symbols.get(at + 1);
      for (int i = at; i + 1 < symbols.size(); i++) {
        if (symbols.get(i).equals(left) && symbols.get(i + 1).equals(right)) {
          symbols.set(i, left + right);
          symbols.remove(i + 1);
        }
      }
    }
  }

  /** A printable character for every byte. */
  private static String[] byteSymbols() {
    String[] symbols = new String[256];
    List<Integer> order = orderedBytes();
    int printable = 188;
    for (int i = 0; i < 256; i++) {
      int value = order.get(i);
      symbols[value] = Character.toString(i < printable ? value : 256 + i - printable);
    }
    return symbols;
  }

  /** All bytes in the order of the vocabulary: printable Latin-1 characters first. */
  private static List<Integer> orderedBytes() {
    List<Integer> printable = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      boolean visible = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
      (visible ? printable : rest).add(b);
    }
    printable.addAll(rest);
    return printable;
  }
}
