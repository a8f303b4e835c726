package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.websocket.TestOutlet.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a client gets that comes back. */
class ReplayTest {
  private static final Audience A = new Audience.Client("a");

  private final TestSender sender = new TestSender();
  private final AtomicLong nanos = new AtomicLong();
  private final SessionRegistry registry =
      new SessionRegistry(
          new Message.FeatureFlags(Map.of()), SessionLimits.DEFAULT, sender, nanos::get);
  private final TestOutlet first = new TestOutlet(Reader.PROMPT);
  private final TestOutlet second = new TestOutlet(Reader.PROMPT);

  private static List<String> types(TestOutlet outlet) {
    return outlet.texts().stream().map(text -> String.valueOf(object(text).get("type"))).toList();
  }

  private static Map<?, ?> object(String text) {
    return (Map<?, ?>) Objects.requireNonNull(Json.parse(text));
  }

  private static List<Long> numbers(TestOutlet outlet) {
    return outlet.texts().stream()
        .filter(text -> object(text).get("seq") != null)
        .map(text -> (Long) object(text).get("seq"))
        .toList();
  }

  private void end() {
    registry.publish(A, Messages.executed(1));
    registry.publish(A, new Message.ExecutionSuccess(Messages.PROMPT, 5));
    registry.publish(A, new Message.ExecutingNothing(Messages.PROMPT));
  }

  @Test
  void aClientThatComesBackGetsWhatItMissedInOrderAndUnchanged() {
    ClientSession session = registry.connect("a", first);
    registry.publish(A, new Message.ExecutionStart(Messages.PROMPT, 4));
    sender.runAll();
    registry.disconnect(session);
    end();

    registry.connect("a", second);
    sender.runAll();

    assertThat(types(first)).containsExactly("status", "execution_start");
    assertThat(types(second))
        .containsExactly("status", "executed", "execution_success", "executing");
    assertThat(numbers(second)).isEmpty();
  }

  @Test
  void whatItsClosedSocketDidNotTakeIsMissedToo() {
    TestOutlet slow = new TestOutlet(Reader.ON_DEMAND);
    ClientSession session = registry.connect("a", slow);
    end();
    sender.runAll();
    registry.disconnect(session);

    registry.connect("a", second);
    sender.runAll();

    assertThat(types(second))
        .containsExactly("status", "executed", "execution_success", "executing");
  }

  @Test
  void aClientThatCountsGetsWhatFollowsTheLastItHasSeen() {
    registry.connect("a", 0L, first);
    end();
    sender.runAll();
    List<Long> seen = numbers(first);
    assertThat(seen).hasSize(3).isSorted();

    registry.connect("a", seen.get(0), second);
    registry.publish(A, new Message.ExecutionStart(Messages.PROMPT, 9));
    sender.runAll();

    assertThat(types(second))
        .containsExactly("status", "execution_success", "executing", "execution_start");
    assertThat(numbers(second)).startsWith(seen.get(1), seen.get(2)).hasSize(3);
  }

  @Test
  void ofProgressOnlyTheNewestIsKeptAndFinalMessagesAlways() {
    ClientSession session = registry.connect("a", first);
    sender.runAll();
    registry.disconnect(session);
    for (int i = 0; i < 5_000; i++) {
      registry.publish(A, Messages.progress("3", i, Messages.jpeg(4_000)));
      registry.publish(A, Messages.executing(Messages.PROMPT, "n" + i));
    }
    end();
    for (int i = 0; i < 5_000; i++) {
      registry.publish(A, Messages.executing(Messages.PROMPT, "n" + i));
    }

    registry.connect("a", second);
    sender.runAll();

    assertThat(types(second)).contains("executed", "execution_success");
    assertThat(types(second).stream().filter("progress"::equals)).hasSizeLessThanOrEqualTo(1);
    assertThat(second.texts()).hasSizeLessThan(2_100);
  }

  @Test
  void aClientThatStaysAwayForLongIsForgotten() {
    ClientSession session = registry.connect("a", first);
    sender.runAll();
    registry.disconnect(session);
    end();
    nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    registry.closeStuckSessions();

    registry.connect("a", second);
    sender.runAll();

    assertThat(types(second)).containsExactly("status");
  }

  @Test
  void takingOverAnOpenSocketRepeatsNothing() {
    registry.connect("a", first);
    end();
    sender.runAll();

    registry.connect("a", second);
    sender.runAll();

    assertThat(types(second)).containsExactly("status");
  }
}
