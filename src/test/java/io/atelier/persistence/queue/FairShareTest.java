package io.atelier.persistence.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.NodeId;
import io.atelier.persistence.DurableStore;
import io.atelier.persistence.StoreFixture;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.PromptId;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairShareTest extends StoreFixture.H2 {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private static QueuedPrompt of(String client, String id, long number, long priority) {
    return new QueuedPrompt(
        number,
        new PromptId(id),
        PromptQueueContract.prompt(0L, "x").prompt(),
        ExtraData.of(Map.of("client_id", client, "atelier_priority", priority)),
        List.of(new NodeId("1")),
        Requester.ANYONE);
  }

  private static List<String> takeAll(DurableStore store) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    Optional<QueuedPrompt> next = store.queue().take(AT_ONCE);
    while (next.isPresent()) {
      ids.add(next.get().id().value());
      next = store.queue().take(AT_ONCE);
    }
    return ids;
  }

  private static void fill(DurableStore store) {
    store.queue().add(of("many", "m1", 1, 0));
    store.queue().add(of("many", "m2", 2, 0));
    store.queue().add(of("many", "m3", 3, 0));
    store.queue().add(of("few", "f1", 4, 0));
    store.queue().add(of("few", "urgent", 5, 7));
  }

  @Test
  void byDefaultTheQueueIsOneLineAndPriorityGoesFirst() throws InterruptedException {
    DurableStore store = store();
    fill(store);

    assertThat(takeAll(store)).containsExactly("urgent", "m1", "m2", "m3", "f1");
  }

  @Test
  void withFairSharesClientsTakeTurns() throws InterruptedException {
    DurableStore store = store(new DurableStore.Options(100, 3, true, 5));
    fill(store);

    assertThat(takeAll(store)).containsExactly("urgent", "m1", "f1", "m2", "m3");
  }
}
