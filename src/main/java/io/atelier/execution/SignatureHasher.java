package io.atelier.execution;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the facts of one signature to a digest, each marked by kind and length so that no two
 * sequences of facts collide. 1, 1.0 and true are one value; objects are unordered; a value that is
 * not JSON, and NaN, is like nothing else, itself on another occasion included.
 */
final class SignatureHasher {
  private static final double TWO_TO_63 = 0x1p63;
  private static final AtomicLong OCCASIONS = new AtomicLong();

  private final MessageDigest digest;
  private final ByteBuffer scratch = ByteBuffer.allocate(40);

  SignatureHasher() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  SignatureHasher text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    mark('s', bytes.length);
    digest.update(bytes);
    return this;
  }

  SignatureHasher link(CacheKey source, int slot) {
    mark('l', slot);
    scratch.clear();
    source.writeTo(scratch);
    digest.update(scratch.array(), 0, scratch.position());
    return this;
  }

  /** Something that is equal to nothing. */
  SignatureHasher unique() {
    mark('u', OCCASIONS.incrementAndGet());
    return this;
  }

  SignatureHasher value(@Nullable Object value) {
    if (value == null) {
      mark('0', 0);
    } else if (value instanceof String s) {
      text(s);
    } else if (value instanceof Boolean b) {
      mark('i', b ? 1 : 0);
    } else if (value instanceof Long || value instanceof Integer) {
      mark('i', ((Number) value).longValue());
    } else if (value instanceof BigInteger big) {
      byte[] bytes = big.toByteArray();
      mark('b', bytes.length);
      digest.update(bytes);
    } else if (value instanceof Double || value instanceof Float) {
      floating(((Number) value).doubleValue());
    } else if (value instanceof List<?> list) {
      mark('[', list.size());
      list.forEach(this::value);
    } else if (value instanceof Map<?, ?> map) {
      mark('{', map.size());
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((key, member) -> sorted.put(String.valueOf(key), member));
      sorted.forEach((key, member) -> text(key).value(member));
    } else {
      unique();
    }
    return this;
  }

  private void floating(double d) {
    if (Double.isNaN(d)) {
      unique();
    } else if (d == (long) d && Math.abs(d) < TWO_TO_63) {
      mark('i', (long) d);
    } else {
      mark('d', Double.doubleToLongBits(d));
    }
  }

  private void mark(char kind, long number) {
    scratch.clear();
    scratch.put((byte) kind).putLong(number);
    digest.update(scratch.array(), 0, scratch.position());
  }

  CacheKey finish() {
    return CacheKey.of(digest.digest());
  }
}
