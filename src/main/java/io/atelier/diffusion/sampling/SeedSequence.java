package io.atelier.diffusion.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * Derives independent seeds from one, the same as NumPy's {@code SeedSequence} with a pool of 24
 * words. See <a href="https://www.pcg-random.org/posts/developing-a-seed_seq-alternative.html">
 * Developing a seed_seq Alternative</a>.
 */
final class SeedSequence {
  private static final int POOL = 24;
  private static final int INIT_A = 0x43b0d7e5;
  private static final int MULT_A = 0x931e8875;
  private static final int INIT_B = 0x8b51f9dd;
  private static final int MULT_B = 0x58f38ded;
  private static final int MIX_LEFT = 0xca01f9dd;
  private static final int MIX_RIGHT = 0x4973f715;

  private final int[] pool = new int[POOL];
  private int hash = INIT_A;

  /**
   * The sequence of a seed.
   *
   * @param entropy an unsigned number
   * @param spawnKey names one of many sequences of the seed; empty for the seed's own
   */
  SeedSequence(long entropy, long... spawnKey) {
    List<Integer> words = new ArrayList<>();
    addWords(entropy, words);
    if (spawnKey.length > 0) {
      while (words.size() < POOL) {
        words.add(0);
      }
      for (long key : spawnKey) {
        addWords(key, words);
      }
    }
    for (int i = 0; i < POOL; i++) {
      pool[i] = hash(i < words.size() ? words.get(i) : 0);
    }
    for (int source = 0; source < POOL; source++) {
      for (int target = 0; target < POOL; target++) {
        if (source != target) {
          pool[target] = mix(pool[target], hash(pool[source]));
        }
      }
    }
    for (int i = POOL; i < words.size(); i++) {
      for (int target = 0; target < POOL; target++) {
        pool[target] = mix(pool[target], hash(words.get(i)));
      }
    }
  }

  /** The number's 32-bit words, least first; a single 0 for zero. */
  private static void addWords(long number, List<Integer> words) {
    words.add((int) number);
    if (number >>> 32 != 0) {
      words.add((int) (number >>> 32));
    }
  }

  private int hash(int value) {
    int v = value ^ hash;
    hash *= MULT_A;
    v *= hash;
    return v ^ (v >>> 16);
  }

  private static int mix(int x, int y) {
    int r = MIX_LEFT * x - MIX_RIGHT * y;
    return r ^ (r >>> 16);
  }

  /** The first words of the sequence, as unsigned 32-bit numbers. */
  long[] words(int count) {
    long[] words = new long[count];
    int h = INIT_B;
    for (int i = 0; i < count; i++) {
      int v = pool[i % POOL] ^ h;
      h *= MULT_B;
      v *= h;
      words[i] = Integer.toUnsignedLong(v ^ (v >>> 16));
    }
    return words;
  }
}
