package io.atelier.websocket;

import java.nio.ByteBuffer;

/**
 * The way out to one client: the port that a container's WebSocket session is adapted to.
 *
 * <p>Sends do not wait for the client. At most one is under way at a time: the next begins after
 * the completion of the one before, which may be called during the send or later, on any thread,
 * once.
 */
interface Outlet {
  void sendText(String text, Completion completion);

  void sendBinary(ByteBuffer bytes, Completion completion);

  /** Ends the connection, with what is under way; harmless when it has ended. */
  void close(String reason);

  /** What follows a send. */
  interface Completion {
    void sent();

    void failed(Throwable cause);
  }
}
