package io.atelier.worker.process;

import io.atelier.node.NodeException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The frames that one side has yet to send, and the thread's work of sending them. What is there
 * goes in one write; the buffer is flushed when no frame waits.
 *
 * <p>When sending fails, the connection is closed, which the reading thread sees; what is sent
 * afterwards is dropped.
 */
final class Outbox implements Runnable {
  private static final System.Logger LOG = System.getLogger(Outbox.class.getName());
  private static final long MAX_WAITING_BYTES = 64L << 20;

  private final SocketChannel channel;
  private final long longest;
  private final Deque<PacketFrame> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closed;

  Outbox(SocketChannel channel) {
    this(channel, PacketFrame.MAX_LENGTH);
  }

  /**
   * @param longest the most bytes that the protocol takes in one frame
   */
  Outbox(SocketChannel channel, long longest) {
    this.channel = channel;
    this.longest = longest;
  }

  /**
   * Adds a packet, and waits first while too much is waiting: for whoever may be slowed down.
   *
   * @throws NodeException when the packet is too large to be sent, which is its node's fault
   */
  void send(Packet packet) throws InterruptedException {
    PacketFrame frame = PacketFrames.frame(packet);
    if (frame.length() > longest) {
      throw new NodeException(
          "MemoryError",
          "what is to be shown takes %,d bytes, and %,d can be sent"
              .formatted(frame.length(), longest));
    }
    synchronized (this) {
      while (waitingBytes > MAX_WAITING_BYTES && !closed) {
        wait();
      }
      add(frame);
    }
  }

  /** Adds a small packet at once: for threads that must not wait. */
  void sendNow(Packet packet) {
    PacketFrame frame = PacketFrames.frame(packet);
    synchronized (this) {
      add(frame);
    }
  }

  private synchronized void add(PacketFrame frame) {
    if (!closed) {
      waiting.add(frame);
      waitingBytes += frame.length();
      notifyAll();
    }
  }

  @Override
  public void run() {
    try {
      FrameWriter writer = new FrameWriter(channel);
      for (PacketFrame frame = next(writer); frame != null; frame = next(writer)) {
        writer.write(frame);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the connection is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** The next frame; null when closed. */
  private @Nullable PacketFrame next(FrameWriter writer) throws IOException, InterruptedException {
    PacketFrame frame = poll();
    if (frame == null) {
      writer.flush();
      frame = take();
    }
    return frame;
  }

  private synchronized @Nullable PacketFrame poll() {
    PacketFrame frame = waiting.poll();
    if (frame != null) {
      waitingBytes -= frame.length();
      notifyAll();
    }
    return frame;
  }

  private synchronized @Nullable PacketFrame take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return closed ? null : poll();
  }

  /** Ends the connection and whoever waits for it. */
  void close() {
    synchronized (this) {
      closed = true;
      waiting.clear();
      waitingBytes = 0;
      notifyAll();
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the connection does not close", e);
    }
  }
}
