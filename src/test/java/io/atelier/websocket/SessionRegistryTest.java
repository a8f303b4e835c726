package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.prompt.PromptId;
import io.atelier.websocket.TestOutlet.Reader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRegistryTest {
  private static final PromptId P = Messages.PROMPT;
  private static final Audience A = new Audience.Client("a");
  private static final String FLAGS_ANSWER =
      "{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}";

  private final TestSender sender = new TestSender();
  private final AtomicLong nanos = new AtomicLong();
  private final SessionRegistry registry =
      new SessionRegistry(
          new Message.FeatureFlags(Map.of("supports_preview_metadata", true)),
          SessionLimits.DEFAULT,
          sender,
          nanos::get);

  private final TestOutlet outlet = new TestOutlet(Reader.PROMPT);

  private static String status(int remaining, String sid) {
    String end = sid.isEmpty() ? "" : ",\"sid\":\"" + sid + "\"";
    return "{\"type\":\"status\",\"data\":{\"status\":{\"exec_info\":{\"queue_remaining\":"
        + remaining
        + "}}"
        + end
        + "}}";
  }

  @Test
  void connectingIsAnsweredWithTheIdAndTheLengthOfTheQueue() {
    registry.publish(Audience.EVERYONE, new Message.Status(3));
    registry.connect("a", outlet);
    sender.runAll();
    assertThat(outlet.texts()).containsExactly(status(3, "a"));
  }

  @Test
  void withoutAnIdOneIsMade() {
    ClientSession first = registry.connect(null, outlet);
    ClientSession second = registry.connect("", new TestOutlet(Reader.PROMPT));
    assertThat(first.id()).matches("[0-9a-f]{32}").isNotEqualTo(second.id());
    assertThat(second.id()).matches("[0-9a-f]{32}");
    sender.runAll();
    assertThat(outlet.texts()).containsExactly(status(0, first.id()));
  }

  @Test
  void messagesGoToTheirAudience() {
    TestOutlet other = new TestOutlet(Reader.PROMPT);
    registry.connect("a", outlet);
    registry.connect("b", other);
    registry.publish(A, new Message.ExecutionStart(P, 5));
    registry.publish(new Audience.Client("unknown"), new Message.ExecutionStart(P, 6));
    registry.publish(Audience.NOBODY, new Message.ExecutionStart(P, 7));
    registry.publish(Audience.EVERYONE, new Message.Status(1));
    sender.runAll();
    assertThat(outlet.texts())
        .containsExactly(
            status(0, "a"),
            "{\"type\":\"execution_start\",\"data\":{\"prompt_id\":\"p1\",\"timestamp\":5}}",
            status(1, ""));
    assertThat(other.texts()).containsExactly(status(0, "b"), status(1, ""));
  }

  @Test
  void aClientThatComesBackDuringItsPromptIsToldTheNode() {
    registry.publish(A, Messages.executing(P, "2"));
    registry.connect("a", outlet);
    registry.connect("b", new TestOutlet(Reader.PROMPT));
    sender.runAll();
    assertThat(outlet.texts())
        .containsExactly(status(0, "a"), "{\"type\":\"executing\",\"data\":{\"node\":\"2\"}}");
  }

  @Test
  void afterItsPromptItIsToldNoNode() {
    registry.publish(A, Messages.executing(P, "2"));
    registry.publish(A, new Message.ExecutingNothing(P));
    registry.connect("a", outlet);
    sender.runAll();
    assertThat(outlet.texts()).containsExactly(status(0, "a"));
  }

  @Test
  void theEndOfOnePromptLeavesTheNodeOfAnother() {
    registry.publish(A, Messages.executing(P, "2"));
    registry.publish(A, Messages.executing(new PromptId("p2"), "7"));
    registry.publish(A, new Message.ExecutingNothing(P));
    registry.connect("a", outlet);
    sender.runAll();
    assertThat(outlet.texts()).hasSize(2).last().asString().contains("\"node\":\"7\"");
  }

  @Test
  void aNewSocketReplacesTheOlderOneWhichStaysOpen() {
    TestOutlet newer = new TestOutlet(Reader.PROMPT);
    registry.connect("a", outlet);
    registry.connect("a", newer);
    registry.publish(A, new Message.ExecutionStart(P, 5));
    registry.publish(Audience.EVERYONE, new Message.Status(1));
    sender.runAll();
    assertThat(outlet.texts()).containsExactly(status(0, "a"));
    assertThat(outlet.closeReason()).isNull();
    assertThat(newer.texts()).hasSize(3);
  }

  @Test
  void theCloseOfAReplacedSocketLeavesTheNewOne() {
    TestOutlet newer = new TestOutlet(Reader.PROMPT);
    ClientSession older = registry.connect("a", outlet);
    registry.connect("a", newer);
    registry.disconnect(older);
    registry.publish(A, new Message.ExecutionStart(P, 5));
    sender.runAll();
    assertThat(newer.texts()).hasSize(2);
    assertThat(registry.size()).isEqualTo(1);
  }

  @Test
  void aClosedSocketGetsNothing() {
    ClientSession session = registry.connect("a", outlet);
    sender.runAll();
    registry.disconnect(session);
    registry.publish(Audience.EVERYONE, new Message.Status(1));
    sender.runAll();
    assertThat(outlet.texts()).hasSize(1);
    assertThat(registry.size()).isZero();
  }

  @Test
  void flagsInTheFirstObjectAreAnsweredAndCount() {
    ClientSession session = registry.connect("a", outlet);
    session.receive("{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}");
    registry.publish(A, Messages.progress("3", 1, Messages.jpeg(1)));
    sender.runAll();
    assertThat(outlet.texts()).element(1).isEqualTo(FLAGS_ANSWER);
    assertThat(outlet.frames().get(2)).isInstanceOf(SocketFrame.Binary.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{nope", "[1,2]", "null", "\"feature_flags\"", ""})
  void whatIsNoObjectDoesNotCountAsFirst(String text) {
    ClientSession session = registry.connect("a", outlet);
    session.receive(text);
    session.receive("{\"type\":\"feature_flags\"}");
    sender.runAll();
    assertThat(outlet.texts()).containsExactly(status(0, "a"), FLAGS_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"type\":\"other\"}", "{\"type\":5}"})
  void anyOtherObjectUsesUpTheChance(String text) {
    ClientSession session = registry.connect("a", outlet);
    session.receive(text);
    session.receive("{\"type\":\"feature_flags\",\"data\":{}}");
    sender.runAll();
    assertThat(outlet.texts()).containsExactly(status(0, "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"true\"", "null", "[true]"})
  void onlyTrueSetsAFlag(String value) {
    ClientSession session = registry.connect("a", outlet);
    session.receive(
        "{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":" + value + "}}");
    registry.publish(A, Messages.progress("3", 1, Messages.jpeg(1)));
    sender.runAll();
    assertThat(outlet.frames().get(2)).isInstanceOf(SocketFrame.Text.class);
  }

  @Test
  void aReplacedSocketThatIsStuckIsClosedToo() {
    TestOutlet stuck = new TestOutlet(Reader.ON_DEMAND);
    registry.connect("a", stuck);
    registry.connect("a", outlet);
    sender.runAll();
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    registry.closeStuckSessions();
    assertThat(stuck.closeReason()).isNotNull();
    assertThat(outlet.closeReason()).isNull();
  }
}
