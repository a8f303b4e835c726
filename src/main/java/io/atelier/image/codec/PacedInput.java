package io.atelier.image.codec;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a picture as libraries read them. Each read looks at the time, so that a library
 * which never ends by itself ends with its budget.
 */
final class PacedInput extends ImageInputStreamImpl {
  private final byte[] content;
  private final DecodeBudget budget;

  PacedInput(byte[] content, DecodeBudget budget) {
    this.content = content;
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    setBitOffset(0);
    budget.checkTime();
    return streamPos < content.length ? content[(int) streamPos++] & 255 : -1;
  }

  @Override
  public int read(byte[] target, int start, int wanted) throws IOException {
    setBitOffset(0);
    budget.checkTime();
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
