package io.atelier.websocket;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing messages of one session: adding never waits, and one send is under way at a time.
 *
 * <p>Encoding and sending happen on the threads of the sender, some messages a turn, so that
 * sessions take turns. A queue that outgrows its limits, fails to send, or has one send under way
 * for too long, closes its session; from then on it holds nothing.
 */
final class SessionQueue {
  private static final System.Logger LOG = System.getLogger(SessionQueue.class.getName());
  private static final int FRAMES_A_TURN = 32;

  private final Outlet outlet;
  private final MessageCounts counts;
  private final Executor sender;
  private final LongSupplier nanoTime;
  private final long sendTimeoutNanos;

  private final StatusBudget statusBudget;
  private @Nullable Envelope latestStatus;
  private final Queue<Envelope> greeting = new ArrayDeque<>();
  private final Backlog backlog;
  private final Queue<SocketFrame> frames = new ArrayDeque<>();
  private ClientFlags flags;
  private @Nullable Envelope underWay;
  private long sentNumber = -1;
  private State state = State.HELD;
  private @Nullable Flight flight;

  private enum State {
    HELD,
    IDLE,
    SENDING,
    CLOSED
  }

  SessionQueue(
      Outlet outlet,
      Executor sender,
      SessionLimits limits,
      LongSupplier nanoTime,
      ClientFlags flags,
      MessageCounts counts) {
    this.flags = flags;
    this.outlet = outlet;
    this.counts = counts;
    this.sender = sender;
    this.nanoTime = nanoTime;
    this.sendTimeoutNanos = limits.sendTimeout().toNanos();
    this.backlog = new Backlog(limits, counts);
    this.statusBudget = new StatusBudget(nanoTime);
  }

  /** Begins to send: first these messages, then those added so far. */
  void open(List<Envelope> first) {
    synchronized (this) {
      if (state != State.HELD) {
        return;
      }
      greeting.addAll(first);
      state = State.SENDING;
    }
    sender.execute(this::send);
  }

  /** What the client says that it can read, from the next message on. */
  synchronized void flags(@Nullable Object data) {
    flags = flags.with(data);
  }

  /** The number of the last counted message that was sent in full; -1 for none. */
  synchronized long sentNumber() {
    return sentNumber;
  }

  void add(Envelope envelope) {
    boolean fits;
    boolean wake = false;
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      if (envelope.isStatus()) {
        counts.coalesce(latestStatus == null ? 0 : 1);
        latestStatus = null;
        if (!statusBudget.take()) {
          latestStatus = envelope;
          return;
        }
      }
      fits = backlog.add(envelope);
      if (fits && state == State.IDLE) {
        state = State.SENDING;
        wake = true;
      }
    }
    if (!fits && discard()) {
      sender.execute(() -> outlet.close("too many unread messages"));
    } else if (wake) {
      sender.execute(this::send);
    }
  }

  /** Sends the newest queue length if it was kept back; to be called some times a second. */
  void sendKeptStatus() {
    boolean wake;
    synchronized (this) {
      Envelope kept = latestStatus;
      if (kept == null || state == State.CLOSED) {
        return;
      }
      latestStatus = null;
      backlog.add(kept);
      wake = state == State.IDLE;
      if (wake) {
        state = State.SENDING;
      }
    }
    if (wake) {
      sender.execute(this::send);
    }
  }

  /** Closes the session if its client has not taken a frame for too long. */
  void closeIfStuck() {
    synchronized (this) {
      if (flight == null || nanoTime.getAsLong() - flight.started < sendTimeoutNanos) {
        return;
      }
    }
    close("a message was not read in time");
  }

  void close(String reason) {
    if (discard()) {
      outlet.close(reason);
    }
  }

  /** Drops everything for good; false when that was done before. */
  synchronized boolean discard() {
    if (state == State.CLOSED) {
      return false;
    }
    state = State.CLOSED;
    counts.drop(size() + (latestStatus == null ? 0 : 1));
    greeting.clear();
    backlog.clear();
    frames.clear();
    latestStatus = null;
    flight = null;
    return true;
  }

  /** How many messages wait. */
  synchronized int size() {
    return greeting.size() + backlog.size();
  }

  /** One turn; runs on one thread at a time, since only that of {@link State#SENDING} asks. */
  private void send() {
    for (int i = 0; i < FRAMES_A_TURN; i++) {
      SocketFrame frame = nextFrame();
      if (frame == null || !sendNow(frame)) {
        return;
      }
    }
    sender.execute(this::send);
  }

  private @Nullable SocketFrame nextFrame() {
    while (true) {
      Envelope envelope;
      ClientFlags currentFlags;
      synchronized (this) {
        if (state == State.CLOSED) {
          return null;
        }
        SocketFrame frame = frames.poll();
        if (frame != null) {
          return frame;
        }
        Long sent = underWay == null ? null : underWay.number();
        sentNumber = sent == null ? sentNumber : sent;
        envelope = greeting.isEmpty() ? backlog.poll() : greeting.remove();
        underWay = envelope;
        if (envelope == null) {
          state = State.IDLE;
          return null;
        }
        currentFlags = flags;
      }
      List<SocketFrame> encoded = encode(envelope, currentFlags);
      counts.send();
      synchronized (this) {
        if (state != State.CLOSED) {
          frames.addAll(encoded);
        }
      }
    }
  }

  private static List<SocketFrame> encode(Envelope envelope, ClientFlags flags) {
    try {
      return envelope.frames(flags);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Message " + envelope + " has no wire form", e);
      return List.of();
    }
  }

  /** Begins a send; true when it is complete already, so that this thread goes on. */
  private boolean sendNow(SocketFrame frame) {
    Flight started = new Flight(nanoTime.getAsLong());
    synchronized (this) {
      if (state == State.CLOSED) {
        return false;
      }
      flight = started;
    }
    try {
      if (frame instanceof SocketFrame.Binary binary) {
        outlet.sendBinary(ByteBuffer.wrap(binary.bytes()).asReadOnlyBuffer(), started);
      } else if (frame instanceof SocketFrame.Text text) {
        outlet.sendText(text.text(), started);
      }
    } catch (RuntimeException e) {
      started.failed(e);
    }
    return started.isSecond();
  }

  /** A send under way: who comes second, its return or its completion, sends on. */
  private final class Flight implements Outlet.Completion {
    private final long started;
    private final AtomicBoolean first = new AtomicBoolean(true);

    Flight(long started) {
      this.started = started;
    }

    boolean isSecond() {
      return !first.compareAndSet(true, false);
    }

    @Override
    public void sent() {
      synchronized (SessionQueue.this) {
        if (flight == this) {
          flight = null;
        }
      }
      if (isSecond()) {
        sender.execute(SessionQueue.this::send);
      }
    }

    @Override
    public void failed(Throwable cause) {
      LOG.log(Level.DEBUG, "A client could not be sent to", cause);
      close("sending failed");
    }
  }
}
