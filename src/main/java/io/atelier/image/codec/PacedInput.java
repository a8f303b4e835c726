package io.atelier.image.codec;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a picture as libraries read them. Each read looks at the time and counts, so that a
 * library which never ends by itself, reading on behind the end or again and again, is ended.
 */
final class PacedInput extends ImageInputStreamImpl {
  private static final long FREE_READS = 1 << 16;
  private static final long READS_PER_BYTE = 8;

  private final byte[] content;
  private final DecodeBudget budget;
  private long readsLeft;

  PacedInput(byte[] content, DecodeBudget budget) {
    this.content = content;
    this.budget = budget;
    this.readsLeft = FREE_READS + READS_PER_BYTE * content.length;
  }

  private void pace() throws ImageFormatException {
    budget.checkTime();
    if (--readsLeft < 0) {
      throw new ImageFormatException("broken image file: it makes no end");
    }
  }

  @Override
  public int read() throws IOException {
    setBitOffset(0);
    pace();
    return streamPos < content.length ? content[(int) streamPos++] & 255 : -1;
  }

  @Override
  public int read(byte[] target, int start, int wanted) throws IOException {
    setBitOffset(0);
    pace();
    if (wanted == 0) {
      return 0;
    }
    if (streamPos >= content.length) {
      return -1;
    }
    int count = (int) Math.min(wanted, content.length - streamPos);
    System.arraycopy(content, (int) streamPos, target, start, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return content.length;
  }
}
