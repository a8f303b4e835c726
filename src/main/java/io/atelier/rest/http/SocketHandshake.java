package io.atelier.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;

/** Tells genuine beginnings of sockets from requests that only look like one (RFC 6455, 4.2.1). */
final class SocketHandshake {
  private static final Set<String> PATHS = Set.of("/ws", "/api/ws");
  private static final String VERSION = "13";

  private SocketHandshake() {}

  /** Whether sockets are opened at the path. */
  static boolean isPath(String path) {
    return PATHS.contains(path);
  }

  /**
   * Whether the request opens a socket: it has no body then, and the container wants it as it came.
   */
  static boolean isIn(HttpServletRequest request, String path) {
    return isPath(path)
        && request.getMethod().equals("GET")
        && request.getContentLengthLong() <= 0
        && request.getHeader("Transfer-Encoding") == null
        && has(request, "Upgrade", "websocket")
        && has(request, "Connection", "upgrade")
        && has(request, "Sec-WebSocket-Version", VERSION)
        && request.getHeader("Sec-WebSocket-Key") != null;
  }

  /** Whether a header lists the word, in whatever case. */
  private static boolean has(HttpServletRequest request, String header, String word) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(value -> value.strip().equalsIgnoreCase(word));
  }
}
