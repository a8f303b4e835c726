package io.atelier.websocket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An outlet whose sends complete when the test says so. */
final class TestOutlet implements Outlet {
  /** When a send completes. */
  enum Reader {
    PROMPT,
    ON_DEMAND,
    FAILING
  }

  private final Reader reader;
  private final List<SocketFrame> taken = new ArrayList<>();
  private @Nullable Completion underWay;
  private @Nullable String closeReason;

  TestOutlet(Reader reader) {
    this.reader = reader;
  }

  @Override
  public void sendText(String text, Completion completion) {
    take(new SocketFrame.Text(text), completion);
  }

  @Override
  public void sendBinary(ByteBuffer bytes, Completion completion) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    take(new SocketFrame.Binary(copy), completion);
  }

  private void take(SocketFrame frame, Completion completion) {
    if (underWay != null) {
      throw new AssertionError("two sends are under way");
    }
    switch (reader) {
      case PROMPT -> {
        taken.add(frame);
        completion.sent();
      }
      case ON_DEMAND -> {
        taken.add(frame);
        underWay = completion;
      }
      case FAILING -> throw new IllegalStateException("the socket is gone");
    }
  }

  /** Completes the send under way; false when none is. */
  boolean read() {
    Completion completion = underWay;
    underWay = null;
    if (completion != null) {
      completion.sent();
    }
    return completion != null;
  }

  @Override
  public void close(String reason) {
    closeReason = reason;
  }

  @Nullable String closeReason() {
    return closeReason;
  }

  /** All frames so far, the one under way included. */
  List<SocketFrame> frames() {
    return taken;
  }

  List<String> texts() {
    return taken.stream()
        .filter(SocketFrame.Text.class::isInstance)
        .map(f -> ((SocketFrame.Text) f).text())
        .toList();
  }
}
