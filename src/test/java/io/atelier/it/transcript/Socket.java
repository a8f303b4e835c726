package io.atelier.it.transcript;

import io.atelier.json.Json;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that keeps what it gets until asked. */
final class Socket implements WebSocket.Listener {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final List<@Nullable Object> messages = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private int status = SWITCHING_PROTOCOLS;
  private int taken;
  private boolean ended;
  private @Nullable Integer closeCode;
  private @Nullable WebSocket webSocket;

  private Socket() {}

  /** Connects, or keeps the status with which the server refuses. */
  static Socket connect(HttpClient http, URI uri, Map<String, String> headers) {
    Socket socket = new Socket();
    WebSocket.Builder builder = http.newWebSocketBuilder();
    headers.forEach(builder::header);
    try {
      socket.webSocket = builder.buildAsync(uri, socket).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof WebSocketHandshakeException refused)) {
        throw e;
      }
      socket.status = refused.getResponse().statusCode();
      socket.ended = true;
    }
    return socket;
  }

  /** Of the handshake. */
  int status() {
    return status;
  }

  void send(String message) {
    if (webSocket != null) {
      webSocket.sendText(message, true).join();
    }
  }

  void close() {
    if (webSocket != null && !webSocket.isOutputClosed()) {
      webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
    awaitEnd(Duration.ofSeconds(2));
  }

  /** Waits for a message that is not taken yet; the position after it, or -1. */
  synchronized int await(Predicate<JsonView> condition, Duration atMost) {
    int[] next = {taken};
    boolean[] found = {false};
    waitFor(
        () -> {
          while (!found[0] && next[0] < messages.size()) {
            found[0] = condition.test(JsonView.of(messages.get(next[0]++)));
          }
          return found[0] || ended;
        },
        atMost);
    return found[0] ? next[0] : -1;
  }

  /** Waits until the connection ends, at most that long. */
  synchronized void awaitEnd(Duration atMost) {
    waitFor(() -> ended, atMost);
  }

  private synchronized void waitFor(BooleanSupplier done, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!done.getAsBoolean()) {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return;
        }
        wait(millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The messages up to a position that are not taken yet; all with -1. */
  synchronized List<@Nullable Object> take(int upTo) {
    int to = upTo < 0 ? messages.size() : upTo;
    List<@Nullable Object> next = new ArrayList<>(messages.subList(taken, to));
    taken = to;
    return next;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** The code of the close frame; null when there was none. */
  synchronized @Nullable Integer closeCode() {
    return closeCode;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      add(Json.parse(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    binary.writeBytes(part);
    if (last) {
      add(BinaryMessage.describe(binary.toByteArray()));
      binary.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end(null);
  }

  private synchronized void end(@Nullable Integer code) {
    closeCode = code;
    ended = true;
    notifyAll();
  }

  private synchronized void add(@Nullable Object message) {
    messages.add(message);
    notifyAll();
  }
}
