package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Children that do not keep to the protocol cost their prompt, never the server. */
class HostileChildTest {
  private static Message.Failure run(String how, Duration start) {
    ChildCommand honest = Children.command();
    ChildCommand command =
        new ChildCommand(
            honest.classPath(),
            List.of("-Dhow=" + how),
            honest.environment(),
            HostileChild.class.getName());
    Supervision supervision =
        new Supervision(
            start,
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            false);
    ProcessWorker worker = new ProcessWorker(command, Map.of(), supervision, Children::daemon);
    try {
      return Children.failure(worker.run(Children.job("p", "fine"), (audience, message) -> {}));
    } finally {
      worker.close();
    }
  }

  @Test
  void garbageInsteadOfAGreeting() {
    assertThat(run("garbage", Duration.ofSeconds(60)).exceptionMessage())
        .contains("broke the protocol");
  }

  @Test
  void aGreetingOfAnotherVersion() {
    assertThat(run("version", Duration.ofSeconds(60)).exceptionMessage())
        .contains("broke the protocol");
  }

  @Test
  void aMessageBeforeAnyPrompt() {
    assertThat(run("early", Duration.ofSeconds(60)).exceptionMessage())
        .contains("broke the protocol");
  }

  @Test
  void silence() {
    assertThat(run("silence", Duration.ofSeconds(3)).exceptionMessage())
        .contains("did not become ready within 3 seconds");
  }

  /** Connects as the worker does, and then does what the property says. */
  static final class HostileChild {
    private HostileChild() {}

    public static void main(String[] args) throws IOException {
      try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
        FrameWriter writer = new FrameWriter(channel);
        switch (System.getProperty("how", "")) {
          case "garbage" ->
              channel.write(
                  ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
          case "version" -> writer.write(PacketFrames.frame(new Packet.Ready(2, 1)));
          case "early" ->
              writer.write(
                  PacketFrames.frame(
                      new Packet.Published(
                          io.atelier.message.Audience.EVERYONE, new Message.Status(1))));
          default -> {}
        }
        writer.flush();
        LockSupport.parkNanos(Long.MAX_VALUE);
      }
    }
  }
}
