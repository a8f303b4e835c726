package io.atelier.persistence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.prompt.PromptId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that wait for the database. */
class OutgoingTest {
  private static final PromptId P = new PromptId("p");
  private static final NodeId NODE = new NodeId("3");

  private final Outgoing outgoing = new Outgoing();

  private static Outgoing.Item item(String client, Message message) {
    return new Outgoing.Item(new Audience.Client(client), message, false);
  }

  private static Message step(long value, int bytes) {
    return new Message.Progress(
        P,
        new NodeIdentity(NODE, NODE, null, NODE),
        value,
        20L,
        new Preview(Preview.Format.JPEG, new byte[bytes]));
  }

  private List<Message> all() {
    return outgoing.oldest(Integer.MAX_VALUE, Long.MAX_VALUE).items().stream()
        .map(Outgoing.Item::message)
        .toList();
  }

  @Test
  void aBatchStaysUntilItIsDone() {
    outgoing.add(item("a", new Message.ExecutionStart(P, 1)));
    outgoing.add(item("a", new Message.ExecutionStart(P, 2)));
    outgoing.add(item("a", new Message.ExecutionStart(P, 3)));

    Outgoing.Oldest two = outgoing.oldest(2, Long.MAX_VALUE);
    assertThat(two.items()).hasSize(2);
    assertThat(all()).hasSize(3);

    outgoing.done(two);
    assertThat(all()).containsExactly(new Message.ExecutionStart(P, 3));
    outgoing.done(outgoing.oldest(9, Long.MAX_VALUE));
    assertThat(outgoing.isEmpty()).isTrue();
  }

  @Test
  void aBatchEndsAfterTheMessageThatMakesItLarge() {
    outgoing.add(item("a", step(1, 5_000)));
    outgoing.add(item("a", step(2, 5_000)));
    outgoing.add(item("a", step(3, 5_000)));
    assertThat(outgoing.oldest(9, 6_000).items()).hasSize(2);
  }

  @Test
  void allProgressIsKeptWhileFewWaitAndTheNewestWhenManyDo() {
    for (int i = 1; i <= 200; i++) {
      outgoing.add(item("a", step(i, 10)));
    }
    assertThat(outgoing.size()).isEqualTo(200);
    for (int i = 0; i < 100; i++) {
      outgoing.add(item("a", new Message.ExecutionStart(P, i)));
    }
    for (int i = 201; i <= 5_000; i++) {
      outgoing.add(item("a", step(i, 10)));
      outgoing.add(item("b", step(i, 10)));
    }
    assertThat(outgoing.size()).isLessThan(310);
    assertThat(all()).contains(new Message.ExecutionStart(P, 99));
    assertThat(
            outgoing.oldest(Integer.MAX_VALUE, Long.MAX_VALUE).items().stream()
                .filter(i -> i.message() instanceof Message.Progress s && s.value().equals(5_000L)))
        .hasSize(2);
  }

  @Test
  void beyondTheBoundsEndsStay() {
    Message end = new Message.ExecutingNothing(P);
    outgoing.add(item("a", new Message.ExecutionStart(P, 1)));
    outgoing.add(item("a", end));
    for (int i = 0; i < 25_000; i++) {
      outgoing.add(item("a", new Message.ExecutionStart(P, i)));
    }
    assertThat(outgoing.size()).isEqualTo(20_000);
    assertThat(all().get(0)).isEqualTo(end);

    for (int i = 0; i < 100; i++) {
      outgoing.add(item("a", new Message.NodeText(P, NODE, "x".repeat(1_000_000))));
    }
    assertThat(outgoing.size()).isLessThan(80);
    assertThat(all()).contains(end);
  }
}
