package io.atelier.execution;

import java.nio.ByteBuffer;

/**
 * The signature of a node: equal for nodes that compute the same from the same, whatever their ids.
 * 256 bits of SHA-256 over the node's class, constants and the signatures that it is linked to.
 */
record CacheKey(long a, long b, long c, long d) {
  static CacheKey of(byte[] digest) {
    ByteBuffer words = ByteBuffer.wrap(digest);
    return new CacheKey(words.getLong(), words.getLong(), words.getLong(), words.getLong());
  }

  void writeTo(ByteBuffer target) {
    target.putLong(a).putLong(b).putLong(c).putLong(d);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(a);
  }
}
