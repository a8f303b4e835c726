package io.atelier.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a client says exactly what it likes. */
final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;

  RawHttp(URI base) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Says that nothing more will come. */
  RawHttp finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The status of the answer; 0 when the server closed the connection, −1 when it says nothing. */
  int status() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
        if (c == '\n') {
          String[] words = line.toString(StandardCharsets.ISO_8859_1).split(" ", 3);
          return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
        }
        line.write(c);
      }
      return 0;
    } catch (SocketTimeoutException e) {
      return -1;
    } catch (IOException e) {
      return 0;
    }
  }

  /** The status of a request for a path with the given header lines. */
  static int get(URI base, String path, String headers) throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      return http.send("GET " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
          .status();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
