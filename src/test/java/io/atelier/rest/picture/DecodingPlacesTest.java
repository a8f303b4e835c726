package io.atelier.rest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecodingPlacesTest {
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();

  @AfterEach
  void stop() {
    end.countDown();
    clients.shutdownNow();
  }

  private Future<String> decodeUntilTheEnd(DecodingPlaces places) {
    return clients.submit(() -> places.use(this::untilTheEnd));
  }

  private String untilTheEnd() {
    inside.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "decoded";
  }

  @Test
  void moreThanTheRowHoldsAreSentAwayAtOnce() throws Exception {
    DecodingPlaces places = new DecodingPlaces(2, 3, Duration.ofMinutes(5));
    List<Future<String>> served = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      served.add(decodeUntilTheEnd(places));
    }
    await().until(() -> inside.get() == 2);
    await().untilAsserted(() -> assertRefused(() -> places.use(() -> "decoded")));

    end.countDown();
    for (Future<String> client : served) {
      assertThat(client.get()).isEqualTo("decoded");
    }
    assertThat(places.use(() -> "again")).isEqualTo("again");
  }

  @Test
  void whoWaitsTooLongIsSentAwayAndLeavesTheRow() throws Exception {
    DecodingPlaces places = new DecodingPlaces(1, 1, Duration.ofMillis(50));
    Future<String> first = decodeUntilTheEnd(places);
    await().until(() -> inside.get() == 1);
    for (int i = 0; i < 3; i++) {
      assertRefused(() -> places.use(() -> "decoded"));
    }
    end.countDown();
    assertThat(first.get()).isEqualTo("decoded");
  }

  @Test
  void aFailureGivesThePlaceBack() throws IOException {
    DecodingPlaces places = new DecodingPlaces(1, 0, Duration.ofMillis(50));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  places.use(
                      () -> {
                        throw new IOException("broken");
                      }))
          .hasMessage("broken");
    }
    assertThat(places.use(() -> "decoded")).isEqualTo("decoded");
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PictureRefusal.class, refusal -> assertThat(refusal.passes()).isTrue());
  }
}
