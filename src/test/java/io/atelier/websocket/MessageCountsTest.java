package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.websocket.TestOutlet.Reader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted of messages on their way to clients. */
class MessageCountsTest {
  private static final Audience A = new Audience.Client("a");

  private final TestSender sender = new TestSender();
  private final SessionRegistry registry =
      new SessionRegistry(
          new Message.FeatureFlags(Map.of()),
          new SessionLimits(2, 100_000, 100, 1_000_000, Duration.ofSeconds(30)),
          sender);

  @Test
  void whatIsHandedToASocketIsSentOnceForEach() {
    registry.connect("a", new TestOutlet(Reader.PROMPT));
    registry.connect("b", new TestOutlet(Reader.PROMPT));
    sender.runAll();
    assertThat(registry.counts().sent()).isEqualTo(2);

    registry.publish(Audience.EVERYONE, new Message.ExecutionStart(Messages.PROMPT, 1));
    registry.publish(A, new Message.ExecutionStart(Messages.PROMPT, 1));
    sender.runAll();

    assertThat(registry.counts().sent()).isEqualTo(5);
    assertThat(registry.counts().dropped()).isZero();
  }

  @Test
  void whatHasNoClientIsDropped() {
    registry.publish(A, new Message.ExecutionStart(Messages.PROMPT, 1));
    registry.publish(Audience.NOBODY, new Message.ExecutionStart(Messages.PROMPT, 1));

    assertThat(registry.counts().dropped()).isEqualTo(1);
    assertThat(registry.counts().sent()).isZero();
  }

  @Test
  void whatWaitsForASocketThatClosesIsDroppedAndReplayedToTheNext() {
    ClientSession session = registry.connect("a", new TestOutlet(Reader.PROMPT));
    sender.runAll();
    registry.publish(A, new Message.ExecutionStart(Messages.PROMPT, 1));
    registry.publish(A, Messages.executing(Messages.PROMPT, "1"));
    registry.disconnect(session);
    assertThat(registry.counts().dropped()).isEqualTo(2);

    registry.connect("a", new TestOutlet(Reader.PROMPT));

    assertThat(registry.counts().replayed()).isEqualTo(2);
  }

  @Test
  void progressThatNewerProgressReplacesIsCoalesced() {
    registry.connect("a", new TestOutlet(Reader.PROMPT));
    sender.runAll();
    for (int step = 1; step <= 10; step++) {
      registry.publish(A, Messages.progress("1", step, null));
    }
    sender.runAll();

    assertThat(registry.counts().coalesced()).isPositive();
    assertThat(registry.counts().sent() + registry.counts().coalesced()).isEqualTo(11);
  }
}
