package io.atelier.rest.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A request as if its body had come without its encoding, which may unpack to so much only. */
final class DecodedBody extends WatchedBody {
  /** What no longer holds of the body. */
  private static final Set<String> GONE = Set.of("content-encoding", "content-length");

  private final ContentCoding coding;
  private final long limit;

  /**
   * @param limit of the unpacked body in bytes
   */
  DecodedBody(HttpServletRequest request, ContentCoding coding, long limit) {
    super(request);
    this.coding = coding;
    this.limit = limit;
  }

  @Override
  BodyStream watch(ServletInputStream body) {
    return new Decoded(body, coding, limit);
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public long getContentLengthLong() {
    return -1;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isGone(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isGone(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public int getIntHeader(String name) {
    return isGone(name) ? -1 : super.getIntHeader(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> names = Collections.list(super.getHeaderNames());
    names.removeIf(DecodedBody::isGone);
    return Collections.enumeration(names);
  }

  private static boolean isGone(String header) {
    return GONE.contains(header.toLowerCase(Locale.ROOT));
  }

  /** The unpacked bytes; nothing is read before somebody asks for them. */
  private static final class Decoded extends BodyStream {
    private final ServletInputStream encoded;
    private final ContentCoding coding;
    private final long limit;
    private @Nullable InputStream decoded;
    private long count;
    private boolean finished;

    Decoded(ServletInputStream encoded, ContentCoding coding, long limit) {
      this.encoded = encoded;
      this.coding = coding;
      this.limit = limit;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = decoded().read(bytes, offset, length);
      } catch (ZipException | EOFException e) {
        throw new BrokenBodyException("The body is not " + coding + ", or ended early.", e);
      }
      finished = read < 0;
      count += Math.max(0, read);
      if (count > limit) {
        throw new BodyTooLargeException(limit);
      }
      return read;
    }

    private InputStream decoded() throws IOException {
      if (decoded == null) {
        decoded = coding.decode(encoded);
      }
      return decoded;
    }

    @Override
    public void close() throws IOException {
      if (decoded != null) {
        decoded.close();
      }
      encoded.close();
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return encoded.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("an encoded body is read by waiting for it");
    }
  }
}
