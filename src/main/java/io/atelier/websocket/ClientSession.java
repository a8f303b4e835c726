package io.atelier.websocket;

import io.atelier.json.Json;
import io.atelier.json.JsonSyntaxException;
import io.atelier.message.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connected socket: its client id, what its client can read, and what waits for it. */
final class ClientSession {
  private final String id;
  private final SessionQueue queue;
  private final Message.FeatureFlags serverFlags;
  private boolean introduced;

  ClientSession(String id, SessionQueue queue, Message.FeatureFlags serverFlags) {
    this.id = id;
    this.queue = queue;
    this.serverFlags = serverFlags;
  }

  /** The client id, {@code sid} in the protocol. */
  String id() {
    return id;
  }

  SessionQueue queue() {
    return queue;
  }

  /**
   * Takes a text frame. The first one that is a JSON object may tell the client's feature flags,
   * which is answered with the server's; all others are ignored.
   */
  synchronized void receive(String text) {
    if (introduced || !(parse(text) instanceof Map<?, ?> message)) {
      return;
    }
    introduced = true;
    if ("feature_flags".equals(message.get("type"))) {
      queue.flags(message.get("data"));
      queue.add(new Envelope(serverFlags, false));
    }
  }

  /** The JSON value; null for text that is none. */
  private static @Nullable Object parse(String text) {
    try {
      return Json.parse(text);
    } catch (JsonSyntaxException e) {
      return null;
    }
  }
}
