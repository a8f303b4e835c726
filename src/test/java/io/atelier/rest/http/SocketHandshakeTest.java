package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketHandshakeTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static FakeRequest handshake(
      String method, @Nullable String upgrade, @Nullable String connection) {
    return new FakeRequest(method, new byte[0])
        .with("Upgrade", upgrade)
        .with("Connection", connection)
        .with("Sec-WebSocket-Key", KEY)
        .with("Sec-WebSocket-Version", "13");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /ws, websocket, Upgrade, true",
    "GET, /api/ws, WebSocket, 'keep-alive, Upgrade', true",
    "GET, /ws, 'h2c, websocket', upgrade, true",
    "GET, /prompt, websocket, Upgrade, false",
    "GET, /ws/, websocket, Upgrade, false",
    "GET, /api/ws/x, websocket, Upgrade, false",
    "POST, /ws, websocket, Upgrade, false",
    "HEAD, /ws, websocket, Upgrade, false",
    "GET, /ws, x, Upgrade, false",
    "GET, /ws, websockets, Upgrade, false",
    "GET, /ws, , Upgrade, false",
    "GET, /ws, websocket, close, false",
    "GET, /ws, websocket, , false",
  })
  void onlyAWholeHandshakeOnASocketsPathIsOne(
      String method,
      String path,
      @Nullable String upgrade,
      @Nullable String connection,
      boolean expected) {
    FakeRequest request = handshake(method, upgrade, connection);
    assertThat(SocketHandshake.isIn(request.request(), path)).isEqualTo(expected);
  }

  @Test
  void aHandshakeWithABodyWithoutAKeyOrOfAnotherVersionIsNone() {
    FakeRequest sized = handshake("GET", "websocket", "Upgrade").with("Content-Length", "5");
    FakeRequest chunked =
        handshake("GET", "websocket", "Upgrade").with("Transfer-Encoding", "chunked");
    FakeRequest old = handshake("GET", "websocket", "Upgrade").with("Sec-WebSocket-Version", "8");
    FakeRequest keyless =
        new FakeRequest("GET", new byte[0])
            .with("Upgrade", "websocket")
            .with("Connection", "Upgrade")
            .with("Sec-WebSocket-Version", "13");
    for (FakeRequest request : new FakeRequest[] {sized, chunked, old, keyless}) {
      assertThat(SocketHandshake.isIn(request.request(), "/ws")).isFalse();
    }
  }
}
