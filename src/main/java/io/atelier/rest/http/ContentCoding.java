package io.atelier.rest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How a request body is encoded on its way ({@code Content-Encoding}). */
enum ContentCoding {
  IDENTITY,
  GZIP,
  DEFLATE;

  /** The codings that are taken, as a header says it. */
  static final String ACCEPTED = "gzip, deflate, identity";

  /**
   * The coding that headers name.
   *
   * @param headers the values of {@code Content-Encoding}; none for identity
   * @return empty for another, or for several on top of each other
   */
  static Optional<ContentCoding> of(List<String> headers) {
    List<String> names =
        headers.stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty() && !name.equals("identity"))
            .toList();
    if (names.isEmpty()) {
      return Optional.of(IDENTITY);
    }
    return switch (names.size() == 1 ? names.get(0) : "") {
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "deflate" -> Optional.of(DEFLATE);
      default -> Optional.empty();
    };
  }

  /** The bytes that a stream stands for; none for none. */
  InputStream decode(InputStream encoded) throws IOException {
    PushbackInputStream start = new PushbackInputStream(encoded, 2);
    int first = start.read();
    if (first < 0) {
      return InputStream.nullInputStream();
    }
    start.unread(first);
    return switch (this) {
      case IDENTITY -> start;
      case GZIP -> new GZIPInputStream(start);
      case DEFLATE -> inflate(start);
    };
  }

  /** Senders disagree on whether the header of zlib belongs to it; both forms are read. */
  private static InputStream inflate(PushbackInputStream encoded) throws IOException {
    byte[] header = encoded.readNBytes(2);
    encoded.unread(header);
    boolean zlib =
        header.length == 2
            && (header[0] & 0x0f) == 8
            && ((header[0] & 0xff) * 256 + (header[1] & 0xff)) % 31 == 0;
    return new InflaterInputStream(encoded, new Inflater(!zlib)) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }
}
