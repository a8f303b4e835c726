package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.message.ProgressSnapshot;
import io.atelier.websocket.TestOutlet.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionQueueTest {
  private static final SessionLimits LIMITS =
      new SessionLimits(8, 100_000, 100, 1_000_000, Duration.ofSeconds(30));

  private final TestSender sender = new TestSender();
  private final AtomicLong nanos = new AtomicLong();
  private final MessageCounts counts = new MessageCounts();

  private SessionQueue queue(Outlet outlet) {
    return new SessionQueue(outlet, sender, LIMITS, nanos::get, ClientFlags.NONE, counts);
  }

  private static Envelope executed(int number) {
    return new Envelope(Messages.executed(number), false);
  }

  @Test
  void nothingIsSentOnThePublishersThread() {
    TestOutlet outlet = new TestOutlet(Reader.PROMPT);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    sender.runAll();
    queue.add(executed(1));
    assertThat(outlet.frames()).isEmpty();
    sender.runAll();
    assertThat(outlet.texts()).hasSize(1);
  }

  @Test
  void theGreetingComesBeforeWhatWasAddedEarlier() {
    TestOutlet outlet = new TestOutlet(Reader.PROMPT);
    SessionQueue queue = queue(outlet);
    queue.add(executed(1));
    sender.runAll();
    assertThat(outlet.frames()).isEmpty();
    queue.open(List.of(new Envelope(new Message.Status(0, "a"), false)));
    sender.runAll();
    assertThat(outlet.texts())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"sid\""),
            second -> assertThat(second).contains("executed"));
  }

  @Test
  void aPromptReaderGetsEveryProgressMessage() {
    TestOutlet outlet = new TestOutlet(Reader.PROMPT);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    for (int i = 0; i < 1000; i++) {
      queue.add(new Envelope(Messages.progress("3", i, null), false));
      sender.runAll();
    }
    assertThat(outlet.texts()).hasSize(1000);
  }

  @Test
  void theNextSendWaitsForTheCompletionOfTheOneBefore() {
    TestOutlet outlet = new TestOutlet(Reader.ON_DEMAND);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    for (int i = 0; i < 3; i++) {
      queue.add(executed(i));
    }
    sender.runAll();
    assertThat(outlet.frames()).hasSize(1);
    assertThat(outlet.read()).isTrue();
    assertThat(outlet.frames()).as("completions do not send themselves").hasSize(1);
    sender.runAll();
    assertThat(outlet.frames()).hasSize(2);
  }

  @Test
  void sessionsTakeTurns() {
    TestOutlet busy = new TestOutlet(Reader.PROMPT);
    TestOutlet other = new TestOutlet(Reader.PROMPT);
    SessionQueue busyQueue = queue(busy);
    SessionQueue otherQueue = queue(other);
    busyQueue.open(List.of());
    otherQueue.open(List.of());
    sender.runAll();
    for (int i = 0; i < 90; i++) {
      busyQueue.add(executed(i));
    }
    otherQueue.add(executed(1));
    sender.runOne();
    sender.runOne();
    assertThat(other.frames()).hasSize(1);
    assertThat(busy.frames()).hasSizeLessThan(90);
  }

  @Test
  void aClientThatNeverReadsHoldsBoundedProgressAndEveryResult() {
    TestOutlet outlet = new TestOutlet(Reader.ON_DEMAND);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    for (int i = 0; i < 10_000; i++) {
      queue.add(new Envelope(Messages.state("p1", 5, i), false));
      queue.add(new Envelope(Messages.progress("3", i, Messages.jpeg(500)), false));
      queue.add(new Envelope(new Message.Status(i), true));
      if (i % 500 == 0) {
        queue.add(executed(i));
      }
    }
    assertThat(outlet.closeReason()).isNull();
    assertThat(queue.size()).isLessThanOrEqualTo(8 + 3 + 20);
    queue.sendKeptStatus();
    do {
      sender.runAll();
    } while (outlet.read());
    assertThat(outlet.texts().stream().filter(t -> t.contains("\"executed\""))).hasSize(20);
    assertThat(outlet.texts().get(outlet.texts().size() - 1)).contains("\"queue_remaining\":9999");
  }

  @Test
  void tellsEveryQueueLengthWhileTheyAreFewAndThenTheNewestWhenAsked() {
    TestOutlet outlet = new TestOutlet(Reader.PROMPT);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    for (int i = 0; i < 100; i++) {
      queue.add(new Envelope(new Message.Status(i), true));
      sender.runAll();
    }
    int told = outlet.frames().size();
    assertThat(told).isBetween(20, 99);

    queue.sendKeptStatus();
    queue.sendKeptStatus();
    sender.runAll();

    assertThat(outlet.frames()).hasSize(told + 1);
    assertThat(outlet.texts().get(told)).contains("\"queue_remaining\":99");
  }

  @Test
  void tooManyUnreadResultsCloseTheSessionOffThePublishersThread() {
    TestOutlet outlet = new TestOutlet(Reader.ON_DEMAND);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    sender.runAll();
    for (int i = 0; i < 200; i++) {
      queue.add(executed(i));
    }
    assertThat(outlet.closeReason()).isNull();
    sender.runAll();
    assertThat(outlet.closeReason()).contains("unread");
    assertThat(queue.size()).isZero();
  }

  @Test
  void tooHeavyUnreadResultsCloseTheSession() {
    TestOutlet outlet = new TestOutlet(Reader.ON_DEMAND);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    for (int i = 0; i < 5; i++) {
      queue.add(new Envelope(Messages.progress("1", i, Messages.png(300_000)), false));
    }
    sender.runAll();
    assertThat(outlet.closeReason()).contains("unread");
  }

  @Test
  void aSendThatIsNotTakenInTimeClosesTheSession() {
    TestOutlet outlet = new TestOutlet(Reader.ON_DEMAND);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    queue.add(executed(1));
    sender.runAll();
    nanos.addAndGet(Duration.ofSeconds(29).toNanos());
    queue.closeIfStuck();
    assertThat(outlet.closeReason()).isNull();
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    queue.closeIfStuck();
    assertThat(outlet.closeReason()).contains("in time");
    queue.add(executed(2));
    outlet.read();
    sender.runAll();
    assertThat(outlet.frames()).as("a closed session is sent nothing").hasSize(1);
  }

  @Test
  void anIdleSessionIsNeverStuck() {
    TestOutlet outlet = new TestOutlet(Reader.ON_DEMAND);
    SessionQueue queue = queue(outlet);
    queue.open(List.of(executed(1)));
    sender.runAll();
    outlet.read();
    sender.runAll();
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    queue.closeIfStuck();
    assertThat(outlet.closeReason()).isNull();
  }

  @Test
  void aFailedSendClosesTheSession() {
    TestOutlet outlet = new TestOutlet(Reader.FAILING);
    SessionQueue queue = queue(outlet);
    queue.open(List.of(executed(1), executed(2)));
    sender.runAll();
    assertThat(outlet.closeReason()).contains("failed");
    assertThat(queue.size()).isZero();
  }

  @Test
  void aMessageWithoutWireFormIsSkipped() {
    TestOutlet outlet = new TestOutlet(Reader.PROMPT);
    SessionQueue queue = queue(outlet);
    ProgressSnapshot broken =
        new ProgressSnapshot() {
          @Override
          public int size() {
            return 1;
          }

          @Override
          public List<io.atelier.message.NodeProgress> nodes() {
            throw new IllegalStateException("broken");
          }

          @Override
          public io.atelier.message.NodeProgress latest() {
            throw new IllegalStateException("broken");
          }
        };
    queue.open(List.of());
    queue.add(new Envelope(new Message.ProgressState(Messages.PROMPT, broken), false));
    queue.add(executed(1));
    sender.runAll();
    assertThat(outlet.texts()).singleElement().asString().contains("executed");
  }

  @Test
  void flagsCountFromTheNextMessageOn() {
    TestOutlet outlet = new TestOutlet(Reader.PROMPT);
    SessionQueue queue = queue(outlet);
    queue.open(List.of());
    queue.add(new Envelope(Messages.progress("3", 1, Messages.jpeg(1)), false));
    sender.runAll();
    queue.flags(Map.of("supports_preview_metadata", true));
    queue.add(new Envelope(Messages.progress("3", 2, Messages.jpeg(1)), false));
    sender.runAll();
    assertThat(outlet.frames().stream().map(SocketFrame::getClass))
        .containsExactly(
            SocketFrame.Text.class,
            SocketFrame.Binary.class,
            SocketFrame.Binary.class,
            SocketFrame.Text.class);
  }
}
