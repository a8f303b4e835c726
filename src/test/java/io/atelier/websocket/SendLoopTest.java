package io.atelier.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registry, queues and loop with real threads. */
class SendLoopTest {
  private static final int RESULTS = 2_000;

  private final SendLoop loop = new SendLoop();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SessionRegistry registry =
      new SessionRegistry(new Message.FeatureFlags(Map.of()), SessionLimits.DEFAULT, loop);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void everyReaderGetsEveryResultInOrderBesideOneThatNeverReads() {
    threads.execute(loop);
    threads.execute(loop);
    registry.connect("stuck", new TestOutlet(TestOutlet.Reader.ON_DEMAND));
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Reader reader = new Reader(i % 2 == 0);
      readers.add(reader);
      registry.connect("reader" + i, reader);
    }
    for (int i = 0; i < RESULTS; i++) {
      registry.publish(Audience.EVERYONE, Messages.executed(i));
      registry.publish(Audience.EVERYONE, new Message.Status(i));
    }
    List<String> expected =
        IntStream.range(0, RESULTS).mapToObj(i -> "\"number\":[" + i + "]").toList();
    for (Reader reader : readers) {
      await().atMost(Duration.ofSeconds(30)).until(() -> reader.results().size() == RESULTS);
      List<String> results = reader.results();
      for (int i = 0; i < RESULTS; i++) {
        assertThat(results.get(i)).contains(expected.get(i));
      }
      await()
          .until(
              () -> {
                registry.sendKeptStatus();
                return reader.last().contains("\"queue_remaining\":" + (RESULTS - 1));
              });
    }
  }

  @Test
  void aFailingTaskDoesNotEndTheLoop() {
    threads.execute(loop);
    List<String> done = new CopyOnWriteArrayList<>();
    loop.execute(
        () -> {
          throw new IllegalStateException("one task fails");
        });
    loop.execute(() -> done.add("next"));
    await().until(() -> done.contains("next"));
  }

  @Test
  void interruptionEndsTheLoop() {
    threads.execute(loop);
    threads.shutdownNow();
    await().until(threads::isTerminated);
  }

  /** Takes frames at once or, as a container does, completes on a thread of its own. */
  private final class Reader implements Outlet {
    private final boolean atOnce;
    private final List<String> texts = new CopyOnWriteArrayList<>();

    Reader(boolean atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public void sendText(String text, Completion completion) {
      texts.add(text);
      if (atOnce) {
        completion.sent();
      } else {
        threads.execute(completion::sent);
      }
    }

    @Override
    public void sendBinary(ByteBuffer bytes, Completion completion) {
      throw new AssertionError("no binary message was published");
    }

    @Override
    public void close(String reason) {
      throw new AssertionError(reason);
    }

    List<String> results() {
      return texts.stream().filter(text -> text.contains("\"executed\"")).toList();
    }

    String last() {
      return texts.get(texts.size() - 1);
    }
  }
}
