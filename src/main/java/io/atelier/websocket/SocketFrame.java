package io.atelier.websocket;

/** One WebSocket data frame, encoded. */
sealed interface SocketFrame {
  /** A text frame. */
  record Text(String text) implements SocketFrame {}

  /** A binary frame; the bytes are shared by all sessions and never changed. */
  record Binary(byte[] bytes) implements SocketFrame {}
}
