package io.atelier.image.codec;

/**
 * Unpacks the colour indices of one picture of a GIF (LZW of growing codes). What is cut off or
 * makes no sense ends the picture; the rest of it is index 0.
 */
final class GifPixels {
  private static final int MAX_BITS = 12;
  private static final int TABLE = 1 << MAX_BITS;

  private final byte[] content;
  private final int clear;
  private final int firstWidth;

  private final int[] before = new int[TABLE];
  private final byte[] last = new byte[TABLE];
  private final byte[] string = new byte[TABLE + 1];

  private int at;
  private int blockEnd;
  private int bits;
  private int bitCount;

  private int next;
  private int width;
  private int previous;
  private int first;

  private GifPixels(byte[] content, int at, int size) {
    this.content = content;
    this.at = at;
    this.blockEnd = at;
    this.clear = 1 << size;
    this.firstWidth = size + 1;
    forget();
  }

  /**
   * The indices in the order of the file.
   *
   * @param at where the size of the smallest codes stands, the packed blocks behind it
   * @param count of the picture's pixels
   */
  static byte[] unpack(byte[] content, int at, int count) {
    byte[] indices = new byte[count];
    int size = at < content.length ? content[at] : 0;
    if (size >= 1 && size < MAX_BITS) {
      new GifPixels(content, at + 1, size).unpack(indices);
    }
    return indices;
  }

  private void unpack(byte[] indices) {
    int to = 0;
    while (to < indices.length) {
      int code = read();
      if (code == clear) {
        forget();
      } else if (code < 0 || code == clear + 1 || code > next || (code == next && previous < 0)) {
        return;
      } else {
        int length = string(code);
        while (length > 0 && to < indices.length) {
          indices[to++] = string[--length];
        }
        learn();
        previous = code;
      }
    }
  }

  private void forget() {
    next = clear + 2;
    width = firstWidth;
    previous = -1;
  }

  /** Fills in the string of a code, its last index first; gives its length. */
  private int string(int code) {
    int length = 0;
    int link = code;
    if (code == next) {
      string[length++] = (byte) first;
      link = previous;
    }
    while (link >= clear) {
      string[length++] = last[link];
      link = before[link];
    }
    first = link;
    string[length++] = (byte) link;
    return length;
  }

  /** Gives the next code to the string before with the first index of the one after. */
  private void learn() {
    if (previous < 0 || next >= TABLE) {
      return;
    }
    before[next] = previous;
    last[next] = (byte) first;
    next++;
    if (next == 1 << width && width < MAX_BITS) {
      width++;
    }
  }

  /** The next code; −1 at the end of the blocks. */
  private int read() {
    while (bitCount < width) {
      if (at == blockEnd && !nextBlock()) {
        return -1;
      }
      bits |= (content[at++] & 255) << bitCount;
      bitCount += 8;
    }
    int code = bits & ((1 << width) - 1);
    bits >>>= width;
    bitCount -= width;
    return code;
  }

  private boolean nextBlock() {
    if (at >= content.length) {
      return false;
    }
    int length = content[at++] & 255;
    blockEnd = Math.min(content.length, at + length);
    return at < blockEnd;
  }
}
