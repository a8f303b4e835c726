package io.atelier.rest.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body ends with a failure once it is longer than allowed, whether its length was
 * declared or not, or comes so slowly that it is only meant to hold a thread.
 */
final class LimitedBody extends WatchedBody {
  /** Requests that may hold a thread while they wait for their body; fewer than threads. */
  private static final Semaphore WAITING = new Semaphore(40);

  private static final long PATIENCE_MILLIS = 500;

  private final long limit;
  private final @Nullable String query;

  LimitedBody(HttpServletRequest request, long limit) {
    super(request);
    this.limit = limit;
    this.query = request.getQueryString();
  }

  /** That of the client; some containers lose it when a request is forwarded. */
  @Override
  public @Nullable String getQueryString() {
    return query;
  }

  @Override
  BodyStream watch(ServletInputStream body) {
    return new Counted(body, new Allowance(limit, System::nanoTime));
  }

  /** How much of a body may still come. */
  static final class Allowance {
    /** The time that any body may take, and the pace that longer ones must keep. */
    private static final long GRACE_NANOS = 30_000_000_000L;

    private static final double BYTES_PER_NANO = 1024 / 1e9;

    private final long limit;
    private final LongSupplier nanoTime;
    private final long start;
    private long count;

    Allowance(long limit, LongSupplier nanoTime) {
      this.limit = limit;
      this.nanoTime = nanoTime;
      this.start = nanoTime.getAsLong();
    }

    /**
     * Notes that bytes came.
     *
     * @throws BodyTooLargeException beyond the limit
     * @throws SlowBodyException below the pace
     */
    void use(long bytes) {
      count += Math.max(0, bytes);
      if (count > limit) {
        throw new BodyTooLargeException(limit);
      }
      long taken = nanoTime.getAsLong() - start - GRACE_NANOS;
      if (taken > 0 && count < taken * BYTES_PER_NANO) {
        throw new SlowBodyException();
      }
    }
  }

  private static final class Counted extends BodyStream {
    private final ServletInputStream in;
    private final Allowance allowance;

    Counted(ServletInputStream in, Allowance allowance) {
      this.in = in;
      this.allowance = allowance;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count;
      try {
        count =
            in.available() > 0
                ? in.read(bytes, offset, length)
                : waitAndRead(bytes, offset, length);
      } catch (IOException e) {
        if (isTimeout(e)) {
          throw new SlowBodyException();
        }
        throw new BrokenBodyException("The body ended early.", e);
      }
      allowance.use(count);
      return count;
    }

    private static boolean isTimeout(IOException failure) {
      return failure instanceof SocketTimeoutException
          || failure.getCause() instanceof TimeoutException;
    }

    /** Reads what has not come yet; so that other requests find a thread, only some may wait. */
    private int waitAndRead(byte[] bytes, int offset, int length) throws IOException {
      try {
        if (!WAITING.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new SlowBodyException();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a body was read", e);
      }
      try {
        return in.read(bytes, offset, length);
      } finally {
        WAITING.release();
      }
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
