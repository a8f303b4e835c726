package io.atelier.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** WebSocket clients that read what comes and do nothing with it, at as little cost as possible. */
final class IdleSockets implements AutoCloseable {
  private final Selector selector = Selector.open();
  private final Thread reader = new Thread(this::drain, "idle sockets");

  IdleSockets(URI base, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
      String handshake =
          String.join(
              "\r\n",
              "GET /ws?clientId=idle%d HTTP/1.1",
              "Host: %s",
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
              "",
              "");
      channel.write(
          ByteBuffer.wrap(
              handshake.formatted(i, base.getAuthority()).getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
    reader.setDaemon(true);
    reader.start();
  }

  private void drain() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    try {
      while (selector.isOpen()) {
        selector.select(
            key -> {
              try {
                buffer.clear();
                if (((SocketChannel) key.channel()).read(buffer) < 0) {
                  key.cancel();
                }
              } catch (IOException e) {
                key.cancel();
              }
            });
      }
    } catch (IOException | java.nio.channels.ClosedSelectorException e) {
      System.getLogger(IdleSockets.class.getName()).log(System.Logger.Level.DEBUG, "closed", e);
    }
  }

  int size() {
    return selector.keys().size();
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
