package io.atelier.rest.http;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A body that is looked at while it is read, portion by portion. */
abstract class BodyStream extends ServletInputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
