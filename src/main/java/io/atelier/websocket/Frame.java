package io.atelier.websocket;

/** One WebSocket data frame, encoded. */
sealed interface Frame {
  /** A text frame. */
  record Text(String text) implements Frame {}

  /** A binary frame; the bytes are shared by all sessions and never changed. */
  record Binary(byte[] bytes) implements Frame {}
}
