package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a backlog may and may not do, for any messages and any reading speed. */
class BacklogPropertiesTest {
  private static final long UNBOUNDED = Long.MAX_VALUE;

  /** Publishes messages, reading one after every {@code pace} of them, then the rest. */
  private static List<Envelope> delivered(List<Envelope> published, int relaxed, int pace) {
    Backlog backlog =
        new Backlog(
            new SessionLimits(
                relaxed, UNBOUNDED, Integer.MAX_VALUE, UNBOUNDED, Duration.ofSeconds(1)),
            new MessageCounts());
    List<Envelope> delivered = new ArrayList<>();
    for (int i = 0; i < published.size(); i++) {
      backlog.add(published.get(i));
      if (i % pace == 0) {
        delivered.add(backlog.poll());
      }
    }
    for (Envelope next = backlog.poll(); next != null; next = backlog.poll()) {
      delivered.add(next);
    }
    assertThat(backlog.size()).isZero();
    assertThat(backlog.weight()).isZero();
    return delivered;
  }

  @Property
  void orderIsThatOfPublication(
      @ForAll("messages") List<Envelope> published,
      @ForAll @IntRange(min = 0, max = 20) int relaxed,
      @ForAll @IntRange(min = 1, max = 9) int pace) {
    List<Integer> positions =
        delivered(published, relaxed, pace).stream().map(published::indexOf).toList();
    assertThat(positions).isSorted().doesNotHaveDuplicates();
  }

  @Property
  void messagesWithoutSubjectAllArrive(
      @ForAll("messages") List<Envelope> published,
      @ForAll @IntRange(min = 0, max = 20) int relaxed,
      @ForAll @IntRange(min = 1, max = 9) int pace) {
    assertThat(delivered(published, relaxed, pace))
        .containsAll(published.stream().filter(e -> e.subject() == null).toList());
  }

  @Property
  void theNewestOfEverySubjectArrives(
      @ForAll("messages") List<Envelope> published,
      @ForAll @IntRange(min = 0, max = 20) int relaxed,
      @ForAll @IntRange(min = 1, max = 9) int pace) {
    Set<Object> seen = new HashSet<>();
    List<Envelope> newest = new ArrayList<>();
    for (int i = published.size() - 1; i >= 0; i--) {
      Object subject = published.get(i).subject();
      if (subject != null && seen.add(subject)) {
        newest.add(published.get(i));
      }
    }
    assertThat(delivered(published, relaxed, pace)).containsAll(newest);
  }

  @Property
  void nothingIsLostWhileFewWait(
      @ForAll("messages") List<Envelope> published, @ForAll @IntRange(min = 1, max = 9) int pace) {
    assertThat(delivered(published, published.size() + 1, pace)).isEqualTo(published);
  }

  @Property
  void progressBeyondTheRelaxedPartIsOneOfASubject(
      @ForAll("messages") List<Envelope> published,
      @ForAll @IntRange(min = 0, max = 20) int relaxed) {
    Backlog backlog =
        new Backlog(
            new SessionLimits(
                relaxed, UNBOUNDED, Integer.MAX_VALUE, UNBOUNDED, Duration.ofSeconds(1)),
            new MessageCounts());
    published.forEach(backlog::add);
    long results = published.stream().filter(e -> e.subject() == null).count();
    long subjects =
        published.stream().map(Envelope::subject).filter(s -> s != null).distinct().count();
    assertThat((long) backlog.size()).isLessThanOrEqualTo(relaxed + results + subjects);
  }

  @Property
  void weightCountsAsMessagesDo(@ForAll("messages") List<Envelope> published) {
    Backlog backlog =
        new Backlog(
            new SessionLimits(
                Integer.MAX_VALUE, 2_000, Integer.MAX_VALUE, UNBOUNDED, Duration.ofSeconds(1)),
            new MessageCounts());
    published.forEach(backlog::add);
    long results =
        published.stream().filter(e -> e.subject() == null).mapToLong(Envelope::weight).sum();
    long heaviest = published.stream().mapToLong(Envelope::weight).max().orElse(0);
    long subjects =
        published.stream().map(Envelope::subject).filter(s -> s != null).distinct().count();
    assertThat(backlog.weight()).isLessThanOrEqualTo(2_000 + results + subjects * heaviest);
  }

  @Provide
  Arbitrary<List<Envelope>> messages() {
    Arbitrary<Message> status = Arbitraries.integers().between(0, 9).map(Message.Status::new);
    Arbitrary<Message> state =
        Arbitraries.of("p1", "p2").map(prompt -> Messages.state(prompt, 3, 1));
    Arbitrary<Message> step =
        Arbitraries.of("1", "2").map(node -> Messages.progress(node, 1, null));
    Arbitrary<Message> image =
        Arbitraries.of("1", "2").map(node -> Messages.progress(node, 1, Messages.png(10)));
    Arbitrary<Message> executed = Arbitraries.integers().between(0, 9).map(Messages::executed);
    return Arbitraries.oneOf(List.of(status, state, step, image, executed))
        .map(message -> new Envelope(message, false))
        .list()
        .ofMaxSize(60);
  }
}
