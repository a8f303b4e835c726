package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that connects and never reads must not slow anybody. */
class SilentClientIT extends DeployedServer {
  private static final int PROMPTS = 200;
  private static final int SILENT = 4;

  @Test
  void promptsOfOthersRunOnBesideSocketsThatAreNeverRead() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try (ComfyClient client = new ComfyClient(base(), "reader").listen()) {
      for (int i = 0; i < SILENT; i++) {
        silent.add(connectAndNeverRead("silent" + i));
      }
      // Prompts without a client tell their progress to everyone, the silent ones too.
      try (ComfyClient nobody = new ComfyClient(base(), "")) {
        for (int i = 0; i < PROMPTS; i++) {
          nobody.submit(Graphs.invertedColour(0x100000 + i));
        }
      }
      String last = client.submit(Graphs.invertedColour(0x200000));
      assertThat(client.awaitEnd(last)).contains("execution_success");
      await().atMost(Duration.ofSeconds(30)).until(() -> client.remaining() == 0);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static Socket connectAndNeverRead(String clientId) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1024);
    socket.connect(new java.net.InetSocketAddress(base().getHost(), base().getPort()));
    String handshake =
        "GET /ws?clientId="
            + clientId
            + " HTTP/1.1\r\nHost: "
            + base().getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    String status = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    assertThat(status).isEqualTo("HTTP/1.1 101");
    return socket;
  }
}
