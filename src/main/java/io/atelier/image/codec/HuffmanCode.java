package io.atelier.image.codec;

import java.util.Arrays;

/**
 * A prefix code of least total length for symbols of known frequency, in Deflate's canonical form
 * (RFC 1951, 3.2.2).
 */
final class HuffmanCode {
  private final int[] lengths;
  private final int[] codes;

  /**
   * The code of symbols 0, 1, 2 …; symbols of frequency 0 get none.
   *
   * @param frequencies of which at least two are positive
   * @param longest the bits that a code may have; frequencies are evened out until all fit
   */
  HuffmanCode(int[] frequencies, int longest) {
    int[] evened = frequencies.clone();
    int[] found = lengths(evened);
    while (Arrays.stream(found).max().orElse(0) > longest) {
      for (int i = 0; i < evened.length; i++) {
        evened[i] = evened[i] == 0 ? 0 : (evened[i] >> 1) + 1;
      }
      found = lengths(evened);
    }
    lengths = found;
    codes = codes(found, longest);
  }

  /** The bits of a symbol's code, 0 where it has none. */
  int length(int symbol) {
    return lengths[symbol];
  }

  /** A symbol's code, its first bit lowest. */
  int code(int symbol) {
    return codes[symbol];
  }

  /** Two queues, of leaves and of joined nodes, both in order of weight. */
  private static int[] lengths(int[] frequencies) {
    int[] symbols = bySize(frequencies);
    int leaves = symbols.length;
    long[] weight = new long[2 * leaves - 1];
    int[] parent = new int[2 * leaves - 1];
    for (int i = 0; i < leaves; i++) {
      weight[i] = frequencies[symbols[i]];
    }
    int leaf = 0;
    int joined = leaves;
    for (int node = leaves; node < weight.length; node++) {
      for (int child = 0; child < 2; child++) {
        boolean takesLeaf = leaf < leaves && (joined == node || weight[leaf] <= weight[joined]);
        int taken = takesLeaf ? leaf++ : joined++;
        weight[node] += weight[taken];
        parent[taken] = node;
      }
    }
    int[] depth = new int[weight.length];
    int[] lengths = new int[frequencies.length];
    for (int node = weight.length - 2; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
      if (node < leaves) {
        lengths[symbols[node]] = depth[node];
      }
    }
    return lengths;
  }

  /** The symbols that occur, the rarest first. */
  private static int[] bySize(int[] frequencies) {
    long[] sorted = new long[frequencies.length];
    int count = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] > 0) {
        sorted[count++] = ((long) frequencies[symbol] << 16) | symbol;
      }
    }
    Arrays.sort(sorted, 0, count);
    int[] symbols = new int[count];
    for (int i = 0; i < count; i++) {
      symbols[i] = (int) sorted[i] & 0xffff;
    }
    return symbols;
  }

  private static int[] codes(int[] lengths, int longest) {
    int[] next = new int[longest + 2];
    for (int length : lengths) {
      if (length > 0) {
        next[length + 1]++;
      }
    }
    for (int bits = 1; bits < next.length; bits++) {
      next[bits] = (next[bits] + next[bits - 1]) << 1;
    }
    int[] codes = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        codes[symbol] = Integer.reverse(next[lengths[symbol]]++) >>> (32 - lengths[symbol]);
      }
    }
    return codes;
  }
}
