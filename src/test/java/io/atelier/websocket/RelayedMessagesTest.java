package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.message.Audience;
import io.atelier.message.ClientWatch;
import io.atelier.message.Mailboxes.Numbered;
import io.atelier.message.Message;
import io.atelier.websocket.TestOutlet.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Sessions whose messages another one numbers, and whose clients may come from another server. */
class RelayedMessagesTest {
  private static final Audience A = new Audience.Client("a");

  private final TestSender sender = new TestSender();
  private final AtomicLong nanos = new AtomicLong();
  private final SessionRegistry registry =
      new SessionRegistry(
          new Message.FeatureFlags(Map.of()), SessionLimits.DEFAULT, sender, nanos::get);
  private final TestOutlet outlet = new TestOutlet(Reader.PROMPT);
  private final Watch watch = new Watch();

  /** Lets clients in when the test says so. */
  private static final class Watch implements ClientWatch {
    final List<Runnable> arrivals = new ArrayList<>();
    final List<String> left = new ArrayList<>();

    @Override
    public void arrived(String client, Runnable open) {
      arrivals.add(open);
    }

    @Override
    public void left(String client) {
      left.add(client);
    }

    void letIn() {
      List<Runnable> all = List.copyOf(arrivals);
      arrivals.clear();
      all.forEach(Runnable::run);
    }
  }

  private static Numbered start(long number) {
    return new Numbered(number, new Message.ExecutionStart(Messages.PROMPT, number));
  }

  private static Map<?, ?> object(String text) {
    return (Map<?, ?>) Objects.requireNonNull(Json.parse(text));
  }

  private static List<Object> numbers(TestOutlet outlet) {
    List<Object> numbers = new ArrayList<>();
    outlet
        .texts()
        .forEach(
            text -> {
              Object number = object(text).get("seq");
              if (number != null) {
                numbers.add(number);
              }
            });
    return numbers;
  }

  private static List<String> types(TestOutlet outlet) {
    return outlet.texts().stream().map(text -> String.valueOf(object(text).get("type"))).toList();
  }

  @Test
  void deliveredMessagesKeepTheirNumbersAndComeOnce() {
    registry.connect("a", 0L, outlet);
    registry.deliver("a", start(5));
    registry.deliver("a", start(9));
    registry.deliver("a", start(9));
    registry.deliver("a", start(7));
    sender.runAll();
    assertThat(numbers(outlet)).containsExactly(5L, 9L);
    assertThat(registry.last("a")).isEqualTo(9);
  }

  @Test
  void aClientFromAnotherServerGetsWhatFollowsTheLastItHasSeen() {
    registry.watchedBy(watch);
    registry.connect("a", 5L, outlet);
    sender.runAll();
    assertThat(outlet.texts()).isEmpty();

    registry.deliver("a", start(4));
    registry.deliver("a", start(6));
    registry.resume("a", 8, 2);
    watch.letIn();
    registry.deliver("a", start(9));
    sender.runAll();

    assertThat(types(outlet)).containsExactly("status", "execution_start", "execution_start");
    assertThat(numbers(outlet)).containsExactly(6L, 9L);
  }

  @Test
  void oneThatDoesNotCountGetsWhatItHadNotReadThere() {
    registry.watchedBy(watch);
    registry.connect("a", outlet);
    registry.deliver("a", start(4));
    registry.deliver("a", start(6));
    registry.resume("a", 6, 4);
    watch.letIn();
    sender.runAll();
    assertThat(outlet.texts()).hasSize(2);
    assertThat(outlet.texts().get(1)).contains("\"timestamp\":6");
  }

  @Test
  void aClientThatGoesBeforeItIsLetInLeavesNothingBehind() {
    registry.watchedBy(watch);
    ClientSession session = registry.connect("a", outlet);
    registry.disconnect(session);
    watch.letIn();
    registry.closeStuckSessions();
    sender.runAll();
    assertThat(watch.left).containsExactly("a");
    assertThat(registry.isConnected("a")).isFalse();
    assertThat(registry.clients()).isEmpty();
    assertThat(outlet.texts()).isEmpty();
  }

  @Test
  void aClientThatIsExpectedIsNotForgotten() {
    registry.watchedBy(watch);
    registry.connect("a", outlet);
    registry.closeStuckSessions();
    registry.deliver("a", start(3));
    watch.letIn();
    sender.runAll();
    assertThat(types(outlet)).containsExactly("status", "execution_start");
  }

  @Test
  void aSocketThatIsReplacedBeforeItIsLetInIsGreetedAndHearsNoMore() {
    TestOutlet newer = new TestOutlet(Reader.PROMPT);
    registry.watchedBy(watch);
    registry.connect("a", outlet);
    registry.connect("a", newer);
    watch.letIn();
    registry.deliver("a", start(3));
    sender.runAll();
    assertThat(types(outlet)).containsExactly("status");
    assertThat(types(newer)).containsExactly("status", "execution_start");
  }

  @Test
  void theLogOfThisServerIsNeitherCountedNorKept() {
    registry.connect("a", 0L, outlet);
    registry.publish(A, new Message.Logs(List.of(new Message.LogLine("t", "m\n"))));
    sender.runAll();
    assertThat(types(outlet)).containsExactly("status", "logs");
    assertThat(numbers(outlet)).isEmpty();
    assertThat(registry.kept("a")).isEmpty();
  }

  @Test
  void whatIsKeptAndReadIsKnownToTheRelay() {
    ClientSession session = registry.connect("a", outlet);
    registry.deliver("a", start(3));
    sender.runAll();
    registry.disconnect(session);
    registry.deliver("a", start(4));
    assertThat(registry.kept("a")).containsExactly(start(3), start(4));
    assertThat(registry.read("a")).isEqualTo(3);
    assertThat(registry.read("unknown")).isEqualTo(-1);
    assertThat(registry.last("unknown")).isZero();
  }

  @Test
  void aSocketThatTookOverAndHeardNothingDoesNotRepeatWhatTheFirstHeard() {
    registry.connect("a", outlet);
    registry.publish(A, start(1).message());
    sender.runAll();
    ClientSession second = registry.connect("a", new TestOutlet(Reader.PROMPT));
    sender.runAll();
    registry.disconnect(second);
    TestOutlet third = new TestOutlet(Reader.PROMPT);
    registry.connect("a", third);
    sender.runAll();
    assertThat(types(third)).containsExactly("status");
  }

  @Test
  void whatAClientIsToldElsewhereTellsItsNextGreetingTheNode() {
    registry.notice("a", Messages.executing(Messages.PROMPT, "7"));
    registry.connect("a", outlet);
    sender.runAll();
    assertThat(outlet.texts().get(1)).contains("\"node\":\"7\"");
  }
}
