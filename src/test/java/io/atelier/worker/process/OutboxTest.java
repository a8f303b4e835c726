package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static Packet text(int length) {
    NodeId node = new NodeId("1");
    return new Packet.Published(
        Audience.EVERYONE, new Message.NodeText(new PromptId("p"), node, "x".repeat(length)));
  }

  @Test
  void whatIsTooLargeToBeSentIsAnErrorOfItsNodeAndNotOfTheConnection() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      Outbox outbox = new Outbox(channel, 1000);
      assertThatThrownBy(() -> outbox.send(text(1001)))
          .isInstanceOf(NodeException.class)
          .hasMessageContaining("and 1,000 can be sent");
      assertThatCode(() -> outbox.send(text(10))).doesNotThrowAnyException();
    }
  }
}
