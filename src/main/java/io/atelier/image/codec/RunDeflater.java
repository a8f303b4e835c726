package io.atelier.image.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Writes zlib streams (RFC 1950, 1951) whose only repeats are runs of one byte.
 *
 * <p>The filtered rows of a photograph are noise around zero: what there is to gain is in the
 * frequencies of bytes, and a search for repeats takes most of Deflate's time to find what costs
 * more to say than the bytes themselves. Blocks are long enough for their codes not to matter and
 * short enough to follow the picture.
 */
final class RunDeflater {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BLOCK = 1 << 17;
  private static final int END = 256;

  /** A token without bits, so that tokens can be written in threes. */
  private static final short NOTHING = END;

  private static final int FIRST_RUN = 257;
  private static final int SYMBOLS = 286;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 258;

  /** Three runs' codes, 5 more bits of length and 1 of distance, go into 64 bits with a rest. */
  private static final int CODE_BITS = 12;

  private static final int HEADER_BYTES = 256;

  /** By length of a run: its symbol, and the bits that follow with their number. */
  private static final int[] RUN_SYMBOL = new int[LONGEST + 1];

  private static final int[] RUN_EXTRA = new int[LONGEST + 1];
  private static final int[] RUN_EXTRA_BITS = new int[LONGEST + 1];

  static {
    int length = SHORTEST;
    for (int symbol = FIRST_RUN; symbol < SYMBOLS - 1; symbol++) {
      int bits = Math.max(0, (symbol - FIRST_RUN) / 4 - 1);
      for (int extra = 0; extra < 1 << bits; extra++) {
        RUN_SYMBOL[length] = symbol;
        RUN_EXTRA[length] = extra;
        RUN_EXTRA_BITS[length++] = bits;
      }
    }
    RUN_SYMBOL[LONGEST] = SYMBOLS - 1;
    RUN_EXTRA[LONGEST] = 0;
    RUN_EXTRA_BITS[LONGEST] = 0;
  }

  /** Bytes as they are, and above 256 + 2 runs by their length. */
  private final short[] tokens = new short[BLOCK + 2];

  private final byte[] data;
  private byte[] out;
  private int at;
  private long bits;
  private int count;

  private RunDeflater(byte[] data) {
    this.data = data;
    this.out = new byte[data.length / 2 + HEADER_BYTES];
  }

  /** The data, at least one byte, as a zlib stream. */
  static byte[] compress(byte[] data) {
    return new RunDeflater(data).compress();
  }

  private byte[] compress() {
    put(0x0178, 16);
    for (int start = 0; start < data.length; start += BLOCK) {
      int end = Math.min(data.length, start + BLOCK);
      block(start, end, end == data.length);
    }
    put(0, -count & 7);
    flush();
    Adler32 sum = new Adler32();
    sum.update(data);
    put(Integer.reverseBytes((int) sum.getValue()) & 0xffff_ffffL, 32);
    flush();
    return Arrays.copyOf(out, at);
  }

  private void block(int start, int end, boolean last) {
    int[] frequencies = new int[SYMBOLS];
    int length = tokenize(start, end, frequencies);
    frequencies[END] = 1;
    HuffmanCode code = new HuffmanCode(frequencies, CODE_BITS);
    int[] packed = packed(code);
    reserve(HEADER_BYTES + (int) (bits(frequencies, code) >> 3));
    put(last ? 1 : 0, 1);
    header(code);
    write(length, packed);
    put(code.code(END), code.length(END));
    flush();
  }

  /**
   * Runs are looked for eight bytes at a time: shorter ones save little, and noise has too many of
   * them for their branches to be foreseen.
   */
  private int tokenize(int start, int end, int[] frequencies) {
    byte[] in = data;
    int[] odd = new int[END];
    int lastProbe = end - Long.BYTES;
    int length = 0;
    int i = start;
    while (i < end) {
      if (i > start && i <= lastProbe && (long) LONG.get(in, i - 1) == (long) LONG.get(in, i)) {
        int limit = Math.min(LONGEST, end - i);
        int differs = Arrays.mismatch(in, i - 1, i - 1 + limit, in, i, i + limit);
        int run = differs < 0 ? limit : differs;
        frequencies[RUN_SYMBOL[run]]++;
        tokens[length++] = (short) (END + run);
        i += run;
      } else {
        // Two counters for each byte, since equal bytes in a row would wait for each other.
        int value = in[i] & 255;
        int[] counters = (i & 1) == 0 ? frequencies : odd;
        counters[value]++;
        tokens[length++] = (short) value;
        i++;
      }
    }
    for (int value = 0; value < END; value++) {
      frequencies[value] += odd[value];
    }
    return length;
  }

  /** An upper bound of the bits that tokens of these frequencies take. */
  private static long bits(int[] frequencies, HuffmanCode code) {
    long sum = 0;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      int extra = symbol < FIRST_RUN ? 0 : 6;
      sum += (long) frequencies[symbol] * (code.length(symbol) + extra);
    }
    return sum;
  }

  /** A block with codes of its own; their lengths stand there in four bits each. */
  private void header(HuffmanCode code) {
    put(2, 2);
    put(SYMBOLS - FIRST_RUN, 5);
    put(0, 5);
    put(15, 4);
    for (int i = 0; i < 19; i++) {
      put(i < 3 ? 0 : 4, 3);
    }
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      put(Integer.reverse(code.length(symbol)) >>> 28, 4);
    }
    put(Integer.reverse(1) >>> 28, 4);
  }

  /** The bits of each token, with their number from bit 24 on. */
  private static int[] packed(HuffmanCode code) {
    int[] packed = new int[END + LONGEST + 1];
    for (int value = 0; value < END; value++) {
      packed[value] = code.code(value) | code.length(value) << 24;
    }
    for (int run = SHORTEST; run <= LONGEST; run++) {
      int symbol = RUN_SYMBOL[run];
      int all = code.length(symbol) + RUN_EXTRA_BITS[run] + 1;
      packed[END + run] = code.code(symbol) | RUN_EXTRA[run] << code.length(symbol) | all << 24;
    }
    return packed;
  }

  private void write(int length, int[] packed) {
    short[] from = tokens;
    byte[] to = out;
    from[length] = NOTHING;
    from[length + 1] = NOTHING;
    long pending = bits;
    int pendingBits = count;
    int position = at;
    for (int i = 0; i < length; i += 3) {
      for (int j = i; j < i + 3; j++) {
        int token = packed[from[j]];
        pending |= (token & 0xff_ffffL) << pendingBits;
        pendingBits += token >>> 24;
      }
      LONG.set(to, position, pending);
      position += pendingBits >>> 3;
      pending >>>= pendingBits & ~7;
      pendingBits &= 7;
    }
    bits = pending;
    count = pendingBits;
    at = position;
  }

  private void put(long value, int length) {
    bits |= value << count;
    count += length;
    if (count >= 24) {
      flush();
    }
  }

  /** Writes whole bytes; up to 7 bits stay. */
  private void flush() {
    reserve(0);
    LONG.set(out, at, bits);
    at += count >>> 3;
    bits >>>= count & ~7;
    count &= 7;
  }

  private void reserve(int bytes) {
    int needed = at + bytes + 2 * Long.BYTES;
    if (needed > out.length) {
      out = Arrays.copyOf(out, Math.max(needed, out.length + (out.length >> 1)));
    }
  }
}
